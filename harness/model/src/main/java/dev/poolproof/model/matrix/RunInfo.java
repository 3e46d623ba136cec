package dev.poolproof.model.matrix;

import java.time.Duration;
import java.time.Instant;
import java.util.Collections;
import java.util.LinkedHashMap;
import java.util.Map;

/**
 * What a matrix was made with.
 *
 * @param versions of Poolproof, Java, the database, pools and drivers, by name
 * @param machine processor count, operating system and kernel
 * @param seed of every random decision of the run
 * @param started wall-clock time
 * @param wall how long the run took
 * @param production how much production time its cells and controls modelled in all
 * @param command that repeats the run
 */
public record RunInfo(
        Map<String, String> versions,
        String machine,
        long seed,
        Instant started,
        Duration wall,
        Duration production,
        String command) {
    public RunInfo {
        versions = Collections.unmodifiableMap(new LinkedHashMap<>(versions));
    }
}
