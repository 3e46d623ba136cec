package dev.poolproof.runner.file;

import dev.poolproof.model.AlbPlan;
import dev.poolproof.model.Checks;
import dev.poolproof.model.candidate.Artifact;
import dev.poolproof.model.candidate.Candidate;
import dev.poolproof.model.candidate.CandidateBuilder;
import dev.poolproof.model.candidate.Endpoint;
import dev.poolproof.model.candidate.Retry;
import dev.poolproof.model.candidate.Role;
import dev.poolproof.model.candidate.TcpKeepalive;
import dev.poolproof.model.candidate.WorkerProgram;
import dev.poolproof.runner.setting.Setting;
import dev.poolproof.runner.setting.Settings;
import java.nio.file.Path;
import java.time.Duration;
import java.util.Collection;
import java.util.LinkedHashMap;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
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
                    "endpoints",
                    "dns-cache",
                    "nginx",
                    "origin",
                    "repaired-after",
                    "alb",
                    "waived",
                    "spring",
                    "worker");

    /** What only a pool in Java has. */
    private static final List<String> OF_POOLS =
            List.of(
                    "pool",
                    "driver",
                    "query-timeout",
                    "scheduler-threads",
                    "session-settings",
                    "system-properties",
                    "endpoints",
                    "dns-cache",
                    "nginx",
                    "origin",
                    "repaired-after",
                    "alb",
                    "spring");

    /** What an HTTP client has none of. */
    private static final List<String> OF_DATABASES =
            List.of(
                    "driver",
                    "keepalive",
                    "retry",
                    "query-timeout",
                    "scheduler-threads",
                    "session-settings",
                    "endpoints",
                    "dns-cache",
                    "spring");

    /** What only an HTTP client has. */
    private static final List<String> OF_HTTP = List.of("nginx", "origin", "repaired-after", "alb");

    private static final String EXAMPLE = "{ pool: hikaricp }";

    private final Artifacts pools;
    private final Artifacts drivers;
    private final List<String> defaultDrivers;
    private final Map<String, Settings> httpClients;
    private final HttpReader httpReader;
    private final Path candidatesFile;

    CandidateReader(Vocabulary vocabulary, Path candidatesFile) {
        Map<String, Settings> known = new LinkedHashMap<>(vocabulary.pools());
        known.putAll(vocabulary.httpClients());
        this.pools = new Artifacts("pool", known);
        this.httpClients = vocabulary.httpClients();
        this.httpReader =
                new HttpReader(vocabulary.origin(), new PathReader(vocabulary.middleboxes()));
        this.drivers = new Artifacts("driver", vocabulary.drivers());
        this.defaultDrivers = vocabulary.defaultDrivers();
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
        Item workerItem = block.optional("worker");
        if (workerItem != null) {
            return ofWorker(entry.name(), block, workerItem);
        }
        Item springItem = block.optional("spring");
        Item driverItem = block.optional("driver");
        Block driverBlock = driverItem == null ? null : driverItem.block(driverExample(driverItem));
        SpringReader spring =
                springItem == null
                        ? null
                        : SpringReader.open(springItem, candidatesFile, driverItem != null);
        Artifact pool = pool(block, springItem != null);
        boolean driverIsNamed =
                (driverBlock != null && driverBlock.optional("artifact") != null)
                        || (spring != null && spring.namesDriver());
        Artifact driver = driverIsNamed ? driver(driverBlock, spring) : null;
        Map<String, String> settings = new LinkedHashMap<>();
        Map<String, String> driverSettings = new LinkedHashMap<>();
        refuseOthers(block, pool);
        if (pool != null) {
            if (spring != null) {
                settings.putAll(spring.poolSettings(pools.settings(pool)));
            }
            Item item = block.optional("settings");
            settings.putAll(
                    item == null
                            ? Map.of()
                            : settings(
                                    item.block("{ maximumPoolSize: 10 }"),
                                    Map.of(pool.name(), pools.settings(pool)),
                                    List.of()));
        }
        if (driver != null && spring != null) {
            driverSettings.putAll(spring.driverSettings(drivers.settings(driver)));
        }
        if (driver != null || !driverIsNamed) {
            driverSettings.putAll(settings(driverBlock, possible(driver), List.of("artifact")));
        }
        Candidate candidate =
                rest(entry.name(), block, pool, settings, driver, driverSettings, null);
        return driver == null && driverIsNamed ? null : candidate;
    }

    /** Adds an error for each key that belongs to the other kind of candidates. */
    private void refuseOthers(Block block, @Nullable Artifact pool) {
        if (pool == null) {
            return;
        }
        boolean http = httpClients.containsKey(pool.name());
        for (String key : http ? OF_DATABASES : OF_HTTP) {
            Item other = block.optional(key);
            if (other != null) {
                other.error(
                        (http ? "an HTTP client has none: " : "a pool of connections has none: ")
                                + pool.name(),
                        http
                                ? "settings of the client, nginx or origin, or leave it out"
                                : "settings of the pool, or leave it out");
            }
        }
    }

    private @Nullable Candidate ofWorker(String name, Block block, Item item) {
        for (String key : OF_POOLS) {
            Item other = block.optional(key);
            if (other != null) {
                other.error("a worker has none", "settings of the worker, or leave it out");
            }
        }
        WorkerReader.Described worker = WorkerReader.read(item, candidatesFile);
        if (worker == null) {
            return null;
        }
        // Its libraries and their versions are known once it has run.
        Artifact itself = new Artifact(worker.program().name(), null);
        Item settings = block.optional("settings");
        return rest(
                name,
                block,
                itself,
                settings == null
                        ? Map.of()
                        : settings(
                                settings.block("{ name: value }"),
                                Map.of(itself.name(), worker.settings()),
                                List.of()),
                itself,
                Map.of(),
                worker.program());
    }

    private static String driverExample(Item item) {
        String artifact = item.isScalar() && !item.isNothing() ? item.seen() : "postgresql";
        return "{ artifact: " + artifact + " }";
    }

    private @Nullable Candidate rest(
            String name,
            Block block,
            @Nullable Artifact pool,
            Map<String, String> settings,
            @Nullable Artifact driver,
            Map<String, String> driverSettings,
            @Nullable WorkerProgram worker) {
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
        Set<Endpoint> endpoints =
                block.optional(
                        "endpoints",
                        Set.of(Endpoint.WRITER),
                        item -> Values.constants(List.of(Endpoint.values()), item));
        Duration dnsCache =
                block.optional(
                        "dns-cache", CandidateBuilder.DEFAULT_DNS_CACHE, CandidateReader::dnsCache);
        Item repairedItem = block.optional("repaired-after");
        Duration repairedAfter = repairedItem == null ? null : Values.duration(repairedItem);
        Item albItem = block.optional("alb");
        AlbPlan alb = albItem == null ? null : RecordReader.read(AlbPlan.class, albItem);
        Map<String, String> nginx = HttpReader.directives(block.optional("nginx"));
        Map<String, String> origin = httpReader.origin(block.optional("origin"));
        if (pool == null
                || role == null
                || sessionSettings == null
                || endpoints == null
                || dnsCache == null) {
            return null;
        }
        return Candidate.named(name, role, pool)
                .settings(settings)
                .driver(driver)
                .driverSettings(driverSettings)
                .keepalive(keepalive)
                .retry(retry)
                .systemProperties(systemProperties)
                .waived(waived)
                .sessionSettings(sessionSettings)
                .queryTimeout(queryTimeout)
                .schedulerThreads(schedulerThreads)
                .endpoints(List.copyOf(endpoints))
                .dnsCache(dnsCache)
                .nginx(nginx)
                .origin(origin)
                .repairedAfter(repairedAfter)
                .alb(alb)
                .worker(worker)
                .build();
    }

    private static @Nullable Duration dnsCache(Item item) {
        String example = "30s, 0s or forever";
        String text = item.text("a time", example);
        if (text == null) {
            return null;
        }
        Duration time =
                text.equals("forever")
                        ? Duration.ofSeconds(-1)
                        : Values.duration(item, text, example);
        if (time != null && time.toNanosPart() != 0) {
            item.error(item.seen() + " is not a whole number of seconds", example);
            return null;
        }
        return time;
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
        return spring == null ? null : spring.driver(drivers);
    }

    /** The settings of the drivers that a candidate may run with, by the drivers' names. */
    private Map<String, Settings> possible(@Nullable Artifact driver) {
        Map<String, Settings> possible = new LinkedHashMap<>();
        for (String name : driver == null ? defaultDrivers : List.of(driver.name())) {
            possible.put(name, drivers.settings(new Artifact(name, null)));
        }
        return possible;
    }

    /**
     * Settings as written; {@code block} is {@code null} if there is none that can be read.
     *
     * @param possible artifacts of which at least one must have all the settings
     * @param others keys that are no settings
     */
    private static Map<String, String> settings(
            @Nullable Block block, Map<String, Settings> possible, List<String> others) {
        List<Block.Entry> entries =
                block == null
                        ? List.of()
                        : block.entries().stream()
                                .filter(entry -> !others.contains(entry.name()))
                                .toList();
        List<String> names = entries.stream().map(Block.Entry::name).toList();
        List<Settings> knowing =
                possible.values().stream()
                        .filter(settings -> settings.known().keySet().containsAll(names))
                        .toList();
        if (knowing.isEmpty()) {
            refuse(entries, possible);
        }
        Map<String, String> read = new LinkedHashMap<>();
        for (Block.Entry entry : entries) {
            read.put(entry.name(), value(entry, knowing.isEmpty() ? possible.values() : knowing));
        }
        return read;
    }

    /** A value that all artifacts take that know the setting. */
    private static String value(Block.Entry entry, Collection<Settings> artifacts) {
        String value = "";
        for (Settings settings : artifacts) {
            Setting setting = settings.known().get(entry.name());
            if (setting != null) {
                String read = SettingReader.withUnit(entry.value(), setting);
                if (read == null) {
                    return ""; // the next artifact would say the same of it
                }
                value = read;
            }
        }
        return value;
    }

    /** Adds which settings no artifact has, or else what keeps each from having them all. */
    private static void refuse(List<Block.Entry> entries, Map<String, Settings> possible) {
        Set<String> known = new LinkedHashSet<>();
        possible.values().forEach(settings -> known.addAll(settings.known().keySet()));
        boolean allKnown = true;
        for (Block.Entry entry : entries) {
            if (!known.contains(entry.name())) {
                allKnown = false;
                entry.key()
                        .error(
                                Item.quoted(entry.name())
                                        + " is not a setting of "
                                        + String.join(" or ", possible.keySet()),
                                Nearest.advice(entry.name(), known));
            }
        }
        if (allKnown) {
            Block.Entry last = entries.get(entries.size() - 1);
            last.key()
                    .error(
                            "none of %s has all of these settings"
                                    .formatted(String.join(", ", possible.keySet())),
                            "the settings of one driver, and artifact: with its name");
        }
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
