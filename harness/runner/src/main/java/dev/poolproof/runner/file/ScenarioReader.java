package dev.poolproof.runner.file;

import dev.poolproof.model.Names;
import dev.poolproof.model.TimeScale;
import dev.poolproof.model.candidate.Candidate;
import dev.poolproof.model.fault.Hop;
import dev.poolproof.model.matrix.Verdict;
import dev.poolproof.model.scenario.ClusterPlan;
import dev.poolproof.model.scenario.Engine;
import dev.poolproof.model.scenario.Expectation;
import dev.poolproof.model.scenario.HttpPlan;
import dev.poolproof.model.scenario.PgBouncer;
import dev.poolproof.model.scenario.Phase;
import dev.poolproof.model.scenario.Played;
import dev.poolproof.model.scenario.Scenario;
import dev.poolproof.model.scenario.Scenario.Variant;
import dev.poolproof.model.scenario.ScenarioBuilder;
import dev.poolproof.model.scenario.ServerLimits;
import dev.poolproof.model.scenario.ServerProfile;
import dev.poolproof.model.scenario.Symptom;
import dev.poolproof.model.scenario.Tls;
import dev.poolproof.model.scenario.Traffic;
import java.nio.file.Path;
import java.time.Duration;
import java.util.EnumMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/** Reads a scenario from the root of its document. */
final class ScenarioReader {
    static final List<String> KEYS =
            List.of(
                    "title",
                    "about",
                    "selection",
                    "path",
                    "server",
                    "databases",
                    "pgbouncer",
                    "nginx",
                    "alb",
                    "breakage",
                    "origin",
                    "origin-path",
                    "server-settings",
                    "tls",
                    "max-time-scale",
                    "patience",
                    "workload",
                    "events",
                    "expect",
                    "symptom",
                    "candidates",
                    "outcomes");
    private static final String TITLE = "A quiet night behind a NAT gateway";
    private static final String ABOUT = "one or two sentences on what happens, and why";

    private final PathReader pathReader;
    private final CandidatesReader candidatesReader;
    private final HttpReader httpReader;

    /**
     * @param file where the scenario stands, which paths in it are relative to
     */
    ScenarioReader(Vocabulary vocabulary, Path file) {
        pathReader = new PathReader(vocabulary.middleboxes());
        candidatesReader = new CandidatesReader(new CandidateReader(vocabulary, file));
        httpReader = new HttpReader(vocabulary.origin(), pathReader);
    }

    /** The scenario, or {@code null} after at least one error was added. */
    @Nullable Scenario read(String name, Item root) {
        Block block = root.block("title: " + TITLE);
        if (block == null) {
            return null;
        }
        block.allow(KEYS);
        String title = block.required("title", TITLE, ScenarioReader::title);
        String about = block.required("about", ABOUT, item -> Values.words(item, ABOUT));
        Played selection =
                block.optional(
                        "selection",
                        Played.DEFAULT,
                        item -> Values.constant(List.of(Played.values()), item));
        List<Hop> path =
                !HttpReader.isOne(block)
                        ? block.required("path", "[ nat-gateway ]", pathReader::read)
                        : block.optional("path", List.of(), pathReader::read);
        ServerProfile server =
                block.optional(
                        "server",
                        ServerProfile.SELF_MANAGED,
                        item -> Values.constant(List.of(ServerProfile.values()), item));
        HttpPlan http = httpReader.plan(block);
        List<Engine> databases = databases(block, server);
        Tls tls =
                block.optional(
                        "tls", Tls.OFF, item -> Values.constant(List.of(Tls.values()), item));
        TimeScale scale =
                block.optional(
                        "max-time-scale",
                        ScenarioBuilder.DEFAULT_MAX_TIME_SCALE,
                        ScenarioReader::timeScale);
        Duration patience =
                block.optional(
                        "patience", ScenarioBuilder.DEFAULT_PATIENCE, Values::positiveDuration);
        List<Phase> workload =
                block.required("workload", "[ { quiet: { for: 6m } } ]", WorkloadReader::read);
        Item eventsItem = block.optional("events");
        ClusterPlan cluster = eventsItem == null ? null : ClusterEventsReader.read(eventsItem);
        Item pgBouncerItem = block.optional("pgbouncer");
        PgBouncer pgBouncer = pgBouncerItem == null ? null : PgBouncerReader.read(pgBouncerItem);
        Item symptomItem = block.optional("symptom");
        ExpectReader expectReader = new ExpectReader(symptomItem != null);
        List<Expectation> expect = block.required("expect", "{ failed: 0 }", expectReader::read);
        List<Engine> engines = databases == null ? Engine.DATABASES : databases;
        Map<Engine, ServerLimits> serverSettings =
                ServerLimitsReader.read(block.optional("server-settings"), engines);
        Map<Engine, Symptom> symptoms =
                symptomItem == null ? Map.of() : SymptomReader.read(symptomItem, engines);
        List<Candidate> candidates =
                block.optional("candidates", List.of(), candidatesReader::read);
        Map<Engine, Map<String, Verdict>> outcomes =
                OutcomesReader.read(
                        block.optional("outcomes"), engines, Runtime.version().feature());
        if (title == null
                || about == null
                || selection == null
                || path == null
                || server == null
                || databases == null
                || scale == null
                || patience == null
                || workload == null
                || expect == null
                || symptoms == null
                || (eventsItem != null && cluster == null)
                || (pgBouncerItem != null && pgBouncer == null)
                || serverSettings == null
                || tls == null
                || candidates == null
                || outcomes == null
                || (HttpReader.isOne(block) && http == null)) {
            return null;
        }
        if (pgBouncerItem != null && !databases.equals(List.of(Engine.POSTGRESQL))) {
            pgBouncerItem.error(
                    "PgBouncer speaks to postgresql alone", "databases: [postgresql] beside it");
            return null;
        }
        if (isOtherTraffic(block, http, workload)) {
            return null;
        }
        Engine first = databases.get(0);
        Item whole = eventsItem == null ? root : eventsItem;
        ScenarioBuilder scenario =
                Scenario.named(name)
                        .title(title)
                        .about(about)
                        .path(path)
                        .server(server)
                        .workload(workload)
                        .expect(expect)
                        .symptom(symptoms.get(first))
                        .patience(patience)
                        .maxTimeScale(scale)
                        .outcomes(outcomes.getOrDefault(first, Map.of()))
                        .databases(databases)
                        .variants(variants(databases, symptoms, outcomes, serverSettings))
                        .serverSettings(serverSettings.getOrDefault(first, ServerLimits.NONE))
                        .candidates(candidates)
                        .selection(selection)
                        .tls(tls)
                        .http(http)
                        .cluster(cluster)
                        .pgBouncer(pgBouncer);
        return whole.accepted(scenario::build);
    }

    /** Of the engines on which something else is seen than on the first. */
    private static Map<Engine, Variant> variants(
            List<Engine> databases,
            Map<Engine, Symptom> symptoms,
            Map<Engine, Map<String, Verdict>> outcomes,
            Map<Engine, ServerLimits> serverSettings) {
        Map<Engine, Variant> variants = new EnumMap<>(Engine.class);
        for (Engine engine : databases) {
            variants.put(
                    engine,
                    new Variant(
                            symptoms.get(engine),
                            outcomes.getOrDefault(engine, Map.of()),
                            serverSettings.getOrDefault(engine, ServerLimits.NONE)));
        }
        Variant first = variants.get(databases.get(0));
        variants.values().removeIf(variant -> variant.equals(first));
        return variants;
    }

    /** Those that are named, or all that there are such servers of. */
    private static @Nullable List<Engine> databases(Block block, @Nullable ServerProfile server) {
        Item item = block.optional("databases");
        if (HttpReader.isOne(block)) {
            return ofHttp(item);
        }
        List<Engine> possible = server == null ? Engine.DATABASES : server.engines();
        if (item == null) {
            return possible;
        }
        Set<Engine> databases = Values.constants(Engine.DATABASES, item);
        if (databases == null || server == null) {
            return null;
        }
        List<Engine> impossible =
                databases.stream().filter(engine -> !possible.contains(engine)).toList();
        if (!impossible.isEmpty()) {
            item.error(
                    "there is no server of %s that is %s"
                            .formatted(
                                    String.join(", ", Values.names(impossible)), Names.of(server)),
                    "[" + String.join(", ", Values.names(possible)) + "], or another server");
            return null;
        }
        return List.copyOf(databases);
    }

    /** Adds an error for what cannot be asked of a database, or of an application behind nginx. */
    private static boolean isOtherTraffic(
            Block block, @Nullable HttpPlan http, List<Phase> workload) {
        Traffic wanted = http == null ? Traffic.DATABASE : Traffic.HTTP;
        boolean other = !workload.stream().allMatch(wanted::fits);
        Item item = block.optional("workload");
        if (other && item != null) {
            item.error(
                    http == null
                            ? "it has HTTP requests, and there is no nginx"
                            : "it has operations on a database, and there is an nginx",
                    http == null
                            ? "nginx: {} beside it, or operations on a database"
                            : "downloads, uploads, slow-response, run: get or run: post");
        }
        Item path = http == null ? null : block.optional("path");
        if (path != null) {
            path.error("the way to an nginx has none", "it without path");
        }
        return other || path != null;
    }

    private static @Nullable List<Engine> ofHttp(@Nullable Item databases) {
        if (databases == null) {
            return List.of(Engine.HTTP);
        }
        databases.error("an application behind nginx has none here", "it without databases");
        return null;
    }

    private static @Nullable String title(Item item) {
        String title = Values.words(item, TITLE);
        if (title != null && title.contains("\n")) {
            item.error(item.seen() + " has more than one line", TITLE);
            return null;
        }
        return title;
    }

    private static @Nullable TimeScale timeScale(Item item) {
        String text = item.text("a number", "60");
        if (text == null) {
            return null;
        }
        if (!Values.NUMBER.matcher(text).matches()) {
            item.isNot("a number", "60");
            return null;
        }
        try {
            return new TimeScale(Double.parseDouble(text));
        } catch (IllegalArgumentException e) {
            item.refused(e);
            return null;
        }
    }
}
