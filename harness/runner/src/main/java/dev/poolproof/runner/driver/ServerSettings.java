package dev.poolproof.runner.driver;

import dev.poolproof.model.candidate.Candidate;
import java.util.Collection;
import java.util.List;

/** Settings of drivers that reach the server as SQL. */
final class ServerSettings {
    private ServerSettings() {}

    /** A warning for each of {@code names} that a candidate gives. */
    static List<String> warnings(Candidate candidate, Collection<String> names) {
        return candidate.driverSettings().keySet().stream()
                .filter(names::contains)
                .map(name -> name + " reaches the server as it is: times in it are not scaled")
                .toList();
    }
}
