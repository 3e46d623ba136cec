package dev.poolproof.runner.jvm;

import dev.poolproof.model.Names;
import dev.poolproof.model.candidate.Artifact;
import dev.poolproof.runner.pool.PoolProfile;
import dev.poolproof.runner.pool.PoolTimer;
import dev.poolproof.runner.pool.TimerKind;
import java.time.Duration;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;

/** What the worker says of itself once it takes commands. */
final class Introduction {
    private static final int PROTOCOL = 1;

    private Introduction() {}

    /** The fields of {@code ready}. */
    static Map<String, ?> of(Assignment assignment, PoolProfile profile) {
        Map<String, String> effective = new LinkedHashMap<>();
        effective.put("mode", Names.of(assignment.mode()));
        Duration renewAfter = assignment.renewAfter();
        List<PoolTimer> timers = new ArrayList<>(profile.timers());
        if (renewAfter != null) {
            effective.put("renew-after", String.valueOf(renewAfter.toMillis()));
            timers.add(new PoolTimer("renew-after", TimerKind.ENDS, renewAfter, renewAfter));
        }
        effective.putAll(profile.effective());
        Map<String, Object> fields = new LinkedHashMap<>();
        fields.put("protocol", PROTOCOL);
        fields.put("runtime", "java " + Runtime.version());
        fields.put("pool", artifact(assignment.pool()));
        fields.put("driver", artifact(assignment.driver()));
        fields.put("pool-size", profile.size());
        fields.put("effective", effective);
        fields.put("timers", timers.stream().map(Introduction::timer).toList());
        return fields;
    }

    private static Map<String, String> artifact(Artifact artifact) {
        return Map.of("name", artifact.name(), "version", String.valueOf(artifact.version()));
    }

    private static Map<String, Object> timer(PoolTimer timer) {
        return Map.of(
                "setting",
                timer.setting(),
                "kind",
                Names.of(timer.kind()),
                "earliest-ms",
                timer.earliest().toMillis(),
                "ms",
                timer.latest().toMillis());
    }
}
