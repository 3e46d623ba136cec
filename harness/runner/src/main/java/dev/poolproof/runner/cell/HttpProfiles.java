package dev.poolproof.runner.cell;

import dev.poolproof.http.nginx.NginxSettings;
import dev.poolproof.model.Durations;
import dev.poolproof.model.TimeScale;
import dev.poolproof.model.candidate.Candidate;
import dev.poolproof.model.scenario.Breakage;
import dev.poolproof.runner.http.HttpClients;
import dev.poolproof.runner.pool.PoolProfile;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;

/** What is known of an HTTP candidate before it is played. */
final class HttpProfiles {
    private HttpProfiles() {}

    /**
     * What it is set to.
     *
     * @throws IllegalArgumentException for a directive that cannot be had
     */
    static PoolProfile of(Candidate candidate) {
        NginxSettings settings = new NginxSettings(candidate.nginx(), Breakage.NONE);
        Map<String, String> effective = new LinkedHashMap<>(candidate.settings());
        settings.directives().forEach((name, value) -> effective.put("nginx " + name, value));
        candidate.origin().forEach((name, value) -> effective.put("origin " + name, value));
        return new PoolProfile(1, 0, effective, List.of());
    }

    /** Whether it has times that cannot be made to run faster. */
    static boolean hasTimesOfItsOwn(Candidate candidate) {
        return HttpClients.isOfJdk(candidate.pool())
                && candidate.settings().values().stream().anyMatch(Durations::isDuration);
    }

    static List<String> warnings(Candidate candidate, TimeScale scale) {
        return scale.factor() > 1 && HttpClients.isOfJdk(candidate.pool())
                ? List.of(
                        "time runs at its real pace for the times of "
                                + candidate.pool().name()
                                + ", which is the JDK's own")
                : List.of();
    }
}
