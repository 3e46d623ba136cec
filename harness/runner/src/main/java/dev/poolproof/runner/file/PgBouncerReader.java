package dev.poolproof.runner.file;

import dev.poolproof.model.scenario.PgBouncer;
import java.time.Duration;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/** Reads how a PgBouncer is set. */
final class PgBouncerReader {
    private static final String MODE = "pool_mode";
    private static final List<String> MODES = List.of("session", "transaction", "statement");

    private static final List<String> NUMBERS =
            List.of(
                    "default_pool_size",
                    "min_pool_size",
                    "reserve_pool_size",
                    "max_db_connections",
                    "max_client_conn");

    private PgBouncerReader() {}

    /** The settings, or {@code null} after an error was added. */
    static @Nullable PgBouncer read(Item item) {
        Block block = item.block("{ pool_mode: transaction, default_pool_size: 20 }");
        if (block == null) {
            return null;
        }
        List<String> known = new ArrayList<>(List.of(MODE));
        known.addAll(NUMBERS);
        known.addAll(new PgBouncer(Map.of(), Map.of()).times().keySet().stream().sorted().toList());
        block.allow(known);
        Map<String, String> settings = new LinkedHashMap<>();
        Map<String, Duration> times = new LinkedHashMap<>();
        for (Block.Entry entry : block.entries()) {
            if (!known.contains(entry.name())) {
                continue; // of which there is an error already
            }
            if (entry.name().equals(MODE)) {
                settings.put(MODE, String.valueOf(Values.known(MODES, entry.value())));
            } else if (NUMBERS.contains(entry.name())) {
                settings.put(entry.name(), String.valueOf(Values.integer(entry.value())));
            } else {
                Duration time = Values.duration(entry.value());
                times.put(entry.name(), time == null ? Duration.ZERO : time);
            }
        }
        return new PgBouncer(settings, times);
    }
}
