package dev.poolproof.runner.file;

import dev.poolproof.model.Names;
import dev.poolproof.model.scenario.Engine;
import dev.poolproof.model.scenario.ServerLimits;
import java.time.Duration;
import java.util.EnumMap;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/** Reads what a server is set to. */
final class ServerLimitsReader {
    private static final String MAX_CONNECTIONS = "max_connections";
    private static final String EXAMPLE = "idle_session_timeout: 10m";

    private ServerLimitsReader() {}

    /**
     * The settings on each of {@code engines}; none after an error was added.
     *
     * @param item has the settings on all engines, and in a block below the name of one those that
     *     differ there
     */
    static @Nullable Map<Engine, ServerLimits> read(@Nullable Item item, List<Engine> engines) {
        Map<Engine, ServerLimits> limits = new EnumMap<>(Engine.class);
        if (item == null) {
            engines.forEach(engine -> limits.put(engine, ServerLimits.NONE));
            return limits;
        }
        Block block = item.block("{ " + EXAMPLE + " }");
        if (block == null) {
            return null;
        }
        List<String> names = Values.names(engines);
        List<Block.Entry> shared =
                block.entries().stream()
                        .filter(entry -> entry.value().isScalar() || !names.contains(entry.name()))
                        .toList();
        Settings ofAll = Settings.read(shared);
        boolean complete = ofAll.isComplete();
        if (block.entries().isEmpty()) {
            item.error("an empty block sets nothing", "{ " + EXAMPLE + " }");
            complete = false;
        }
        for (Engine engine : engines) {
            Item own = block.optional(Names.of(engine));
            Block ownBlock =
                    own == null || own.isScalar() ? null : own.block("{ wait_timeout: 10m }");
            Settings settings =
                    ownBlock == null ? ofAll : Settings.read(ownBlock.entries()).over(ofAll);
            complete &= settings.isComplete();
            limits.put(engine, new ServerLimits(settings.times(), settings.maxConnections()));
        }
        return complete ? limits : null;
    }

    /** Settings as far as they could be read. */
    private record Settings(
            Map<String, Duration> times, @Nullable Integer maxConnections, boolean isComplete) {
        static Settings read(List<Block.Entry> entries) {
            Map<String, Duration> times = new LinkedHashMap<>();
            Integer maxConnections = null;
            boolean complete = true;
            for (Block.Entry entry : entries) {
                if (entry.name().equals(MAX_CONNECTIONS)) {
                    maxConnections = maxConnections(entry.value());
                    complete &= maxConnections != null;
                } else {
                    Duration time = ServerTimesReader.time(entry, EXAMPLE);
                    complete &= time != null;
                    if (time != null) {
                        times.put(entry.name(), time);
                    }
                }
            }
            return new Settings(times, maxConnections, complete);
        }

        private static @Nullable Integer maxConnections(Item item) {
            Integer wanted = Values.integer(item);
            return wanted == null
                    ? null
                    : item.accepted(() -> new ServerLimits(Map.of(), wanted).maxConnections());
        }

        Settings over(Settings shared) {
            Map<String, Duration> all = new LinkedHashMap<>(shared.times);
            all.putAll(times);
            return new Settings(
                    all,
                    maxConnections == null ? shared.maxConnections : maxConnections,
                    isComplete);
        }
    }
}
