package dev.poolproof.runner.file;

import dev.poolproof.model.Checks;
import dev.poolproof.model.candidate.Artifact;
import dev.poolproof.model.candidate.Candidate;
import dev.poolproof.model.candidate.Retry;
import dev.poolproof.model.candidate.Role;
import dev.poolproof.model.candidate.TcpKeepalive;
import dev.poolproof.runner.setting.Setting;
import java.nio.file.Path;
import java.time.Duration;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/** Reads one candidate of a candidates file. */
final class CandidateReader {
    private static final List<String> KEYS =
            List.of(
                    "pool",
                    "role",
                    "settings",
                    "driver",
                    "keepalive",
                    "retry",
                    "query-timeout",
                    "scheduler-threads",
                    "session-settings",
                    "system-properties",
                    "waived",
                    "spring");
    private static final String EXAMPLE = "{ pool: hikaricp }";

    private final Artifacts pools;
    private final Artifacts drivers;
    private final Path candidatesFile;

    CandidateReader(Vocabulary vocabulary, Path candidatesFile) {
        this.pools = new Artifacts("pool", vocabulary.pools());
        this.drivers = new Artifacts("driver", vocabulary.drivers());
        this.candidatesFile = candidatesFile;
    }

    /** The candidate; what was wrong with it was added as errors, and makes it incomplete. */
    @Nullable Candidate read(Block.Entry entry) {
        Values.isName(entry.key(), entry.name());
        Block block = entry.value().block(EXAMPLE);
        if (block == null) {
            return null;
        }
        block.allow(KEYS);
        Item springItem = block.optional("spring");
        Item driverItem = block.optional("driver");
        Block driverBlock = driverItem == null ? null : driverItem.block(driverExample(driverItem));
        SpringReader spring =
                springItem == null
                        ? null
                        : SpringReader.open(springItem, candidatesFile, driverItem != null);
        Artifact pool = pool(block, springItem != null);
        Artifact driver = driver(driverBlock, spring);
        Map<String, String> settings = new LinkedHashMap<>();
        Map<String, String> driverSettings = new LinkedHashMap<>();
        if (pool != null) {
            if (spring != null) {
                settings.putAll(spring.poolSettings(pools.settings(pool)));
            }
            Item item = block.optional("settings");
            settings.putAll(
                    item == null
                            ? Map.of()
                            : settings(item.block("{ maximumPoolSize: 10 }"), pool, pools));
        }
        if (driver != null) {
            if (spring != null) {
                driverSettings.putAll(spring.driverSettings(drivers.settings(driver)));
            }
            driverSettings.putAll(settings(driverBlock, driver, drivers));
        }
        return rest(entry.name(), block, pool, settings, driver, driverSettings);
    }

    private static String driverExample(Item item) {
        String artifact = item.isScalar() && !item.isNothing() ? item.seen() : "postgresql";
        return "{ artifact: " + artifact + " }";
    }

    private static @Nullable Candidate rest(
            String name,
            Block block,
            @Nullable Artifact pool,
            Map<String, String> settings,
            @Nullable Artifact driver,
            Map<String, String> driverSettings) {
        Role role =
                block.optional(
                        "role",
                        Role.PROPOSED,
                        item -> Values.constant(List.of(Role.values()), item));
        Item keepaliveItem = block.optional("keepalive");
        TcpKeepalive keepalive =
                keepaliveItem == null ? null : RecordReader.read(TcpKeepalive.class, keepaliveItem);
        Item retryItem = block.optional("retry");
        Retry retry = retryItem == null ? null : RetryReader.read(retryItem);
        Map<String, String> systemProperties =
                systemProperties(block.optional("system-properties"));
        Map<String, String> waived = waived(block.optional("waived"));
        Map<String, Duration> sessionSettings =
                block.optional(
                        "session-settings",
                        Map.of(),
                        item -> ServerTimesReader.read(item, "statement_timeout: 30s"));
        Duration queryTimeout = queryTimeout(block.optional("query-timeout"));
        Integer schedulerThreads = schedulerThreads(block.optional("scheduler-threads"));
        if (pool == null || driver == null || role == null || sessionSettings == null) {
            return null;
        }
        return new Candidate(
                name,
                role,
                pool,
                settings,
                driver,
                driverSettings,
                keepalive,
                retry,
                systemProperties,
                waived,
                sessionSettings,
                queryTimeout,
                schedulerThreads);
    }

    /** JDBC has it in whole seconds. */
    private static @Nullable Duration queryTimeout(@Nullable Item item) {
        return item == null ? null : Values.seconds(item);
    }

    private static @Nullable Integer schedulerThreads(@Nullable Item item) {
        Integer threads = item == null ? null : Values.integer(item);
        return item == null || threads == null
                ? null
                : item.accepted(() -> Checks.atLeast("it", 1, threads));
    }

    private @Nullable Artifact pool(Block block, boolean hasSpring) {
        Item item = hasSpring ? block.optional("pool") : block.required("pool", "hikaricp");
        if (item != null) {
            Artifact pool = pools.read(item);
            if (pool != null && hasSpring && !pool.name().equals(SpringReader.POOL)) {
                item.error(
                        Item.quoted(pool.name()) + " does not take its settings from spring",
                        SpringReader.POOL + ", or leave spring out");
                return null;
            }
            return pool;
        }
        boolean known = hasSpring && pools.isKnown(block.item(), SpringReader.POOL);
        return known ? new Artifact(SpringReader.POOL, null) : null;
    }

    private @Nullable Artifact driver(@Nullable Block block, @Nullable SpringReader spring) {
        Item item = block == null ? null : block.optional("artifact");
        if (item != null) {
            return drivers.read(item);
        }
        return spring == null ? new Artifact(SpringReader.DRIVER, null) : spring.driver(drivers);
    }

    /** Settings as written; {@code block} is {@code null} if there is none that can be read. */
    private static Map<String, String> settings(
            @Nullable Block block, Artifact artifact, Artifacts artifacts) {
        Map<String, String> settings = new LinkedHashMap<>();
        Map<String, Setting> known = artifacts.settings(artifact).known();
        for (Block.Entry entry : block == null ? List.<Block.Entry>of() : block.entries()) {
            boolean isArtifact =
                    artifacts.kind().equals("driver") && entry.name().equals("artifact");
            Setting setting = known.get(entry.name());
            if (setting != null) {
                String value = SettingReader.withUnit(entry.value(), setting);
                settings.put(entry.name(), value == null ? "" : value);
            } else if (!isArtifact) {
                entry.key()
                        .error(
                                Item.quoted(entry.name())
                                        + " is not a setting of "
                                        + artifact.name(),
                                Nearest.advice(entry.name(), known.keySet()));
            }
        }
        return settings;
    }

    private static Map<String, String> systemProperties(@Nullable Item item) {
        String example = "{ com.zaxxer.hikari.aliveBypassWindowMs: 500 }";
        Block block = item == null ? null : item.block(example);
        Map<String, String> properties = new LinkedHashMap<>();
        for (Block.Entry entry : block == null ? List.<Block.Entry>of() : block.entries()) {
            String value = entry.value().text("a text", "a text, or \"\" for an empty one");
            properties.put(entry.name(), value == null ? "" : value);
        }
        return properties;
    }

    private static Map<String, String> waived(@Nullable Item item) {
        Block block = item == null ? null : item.block("{ scenario-name: \"the reason\" }");
        Map<String, String> waived = new LinkedHashMap<>();
        for (Block.Entry entry : block == null ? List.<Block.Entry>of() : block.entries()) {
            Values.isName(entry.key(), entry.name());
            String reason = Values.words(entry.value(), "the reason, as a text");
            waived.put(entry.name(), reason == null ? "" : reason);
        }
        return waived;
    }
}
