package dev.poolproof.runner.driver;

import dev.poolproof.model.Durations;
import dev.poolproof.model.candidate.Candidate;
import java.time.Duration;
import java.util.Collection;
import java.util.List;
import java.util.Map;
import java.util.Properties;

/** Settings of drivers that reach the server as SQL. */
final class ServerSettings {
    private static final String SESSION_VARIABLES = "sessionVariables";

    private ServerSettings() {}

    /** A warning for each of {@code names} that a candidate gives. */
    static List<String> warnings(Candidate candidate, Collection<String> names) {
        return candidate.driverSettings().keySet().stream()
                .filter(names::contains)
                .map(name -> name + " reaches the server as it is: times in it are not scaled")
                .toList();
    }

    /**
     * Has the driver tell a server of MySQL's family the times of the session.
     *
     * @param sessionTimes by the names of the server's variables, in wall time
     */
    static void tell(Properties properties, Map<String, Duration> sessionTimes) {
        sessionTimes.forEach(
                (name, time) ->
                        properties.merge(
                                SESSION_VARIABLES,
                                name + "=" + wholeSeconds(time),
                                (theirs, ours) -> theirs + "," + ours));
    }

    /** The server counts in whole seconds, and takes zero for no limit. */
    private static long wholeSeconds(Duration time) {
        return Math.max(1, Math.round(Durations.seconds(time)));
    }
}
