package dev.poolproof.model.scenario;

import dev.poolproof.model.TimeScale;
import dev.poolproof.model.candidate.Candidate;
import dev.poolproof.model.fault.Hop;
import dev.poolproof.model.matrix.Verdict;
import dev.poolproof.model.scenario.Scenario.Variant;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/**
 * Builds a scenario. What is not set has the value that it has where a file says nothing: no hops,
 * a server that somebody runs himself, all databases, a patience of 90 s, a time scale of at most
 * 60. A workload and an expectation must be set.
 */
public final class ScenarioBuilder {
    /** {@link Scenario#patience} where nobody says otherwise. */
    public static final Duration DEFAULT_PATIENCE = Duration.ofSeconds(90);

    /** {@link Scenario#maxTimeScale} where nobody says otherwise. */
    public static final TimeScale DEFAULT_MAX_TIME_SCALE = new TimeScale(60);

    private final String name;
    private String title;
    private String about = "";
    private List<Hop> path = List.of();
    private ServerProfile server = ServerProfile.SELF_MANAGED;
    private List<Phase> workload = List.of();
    private List<Expectation> expect = List.of();
    private @Nullable Symptom symptom;
    private Duration patience = DEFAULT_PATIENCE;
    private TimeScale maxTimeScale = DEFAULT_MAX_TIME_SCALE;
    private Map<String, Verdict> outcomes = Map.of();
    private List<Engine> databases = Engine.DATABASES;
    private Map<Engine, Variant> variants = Map.of();
    private ServerLimits serverSettings = ServerLimits.NONE;
    private List<Candidate> candidates = List.of();
    private Played selection = Played.DEFAULT;
    private @Nullable ClusterPlan cluster;
    private Tls tls = Tls.OFF;
    private @Nullable PgBouncer pgBouncer;
    private @Nullable HttpPlan http;

    ScenarioBuilder(String name) {
        this.name = name;
        this.title = name;
    }

    ScenarioBuilder(Scenario from) {
        this.name = from.name();
        this.title = from.title();
        this.about = from.about();
        this.path = from.path();
        this.server = from.server();
        this.workload = from.workload();
        this.expect = from.expect();
        this.symptom = from.symptom();
        this.patience = from.patience();
        this.maxTimeScale = from.maxTimeScale();
        this.outcomes = from.outcomes();
        this.databases = from.databases();
        this.variants = from.variants();
        this.serverSettings = from.serverSettings();
        this.candidates = from.candidates();
        this.selection = from.selection();
        this.cluster = from.cluster();
        this.tls = from.tls();
        this.pgBouncer = from.pgBouncer();
        this.http = from.http();
    }

    /** Sets {@link Scenario#title}. */
    public ScenarioBuilder title(String value) {
        title = value;
        return this;
    }

    /** Sets {@link Scenario#about}. */
    public ScenarioBuilder about(String value) {
        about = value;
        return this;
    }

    /** Sets {@link Scenario#path}. */
    public ScenarioBuilder path(List<Hop> value) {
        path = value;
        return this;
    }

    /** Sets {@link Scenario#server}. */
    public ScenarioBuilder server(ServerProfile value) {
        server = value;
        return this;
    }

    /** Sets {@link Scenario#workload}. */
    public ScenarioBuilder workload(List<Phase> value) {
        workload = value;
        return this;
    }

    /** Sets {@link Scenario#expect}. */
    public ScenarioBuilder expect(List<Expectation> value) {
        expect = value;
        return this;
    }

    /** Sets {@link Scenario#symptom}. */
    public ScenarioBuilder symptom(@Nullable Symptom value) {
        symptom = value;
        return this;
    }

    /** Sets {@link Scenario#patience}. */
    public ScenarioBuilder patience(Duration value) {
        patience = value;
        return this;
    }

    /** Sets {@link Scenario#maxTimeScale}. */
    public ScenarioBuilder maxTimeScale(TimeScale value) {
        maxTimeScale = value;
        return this;
    }

    /** Sets {@link Scenario#outcomes}. */
    public ScenarioBuilder outcomes(Map<String, Verdict> value) {
        outcomes = value;
        return this;
    }

    /** Sets {@link Scenario#databases}. */
    public ScenarioBuilder databases(List<Engine> value) {
        databases = value;
        return this;
    }

    /** Sets {@link Scenario#variants}. */
    public ScenarioBuilder variants(Map<Engine, Variant> value) {
        variants = value;
        return this;
    }

    /** Sets {@link Scenario#serverSettings}. */
    public ScenarioBuilder serverSettings(ServerLimits value) {
        serverSettings = value;
        return this;
    }

    /** Sets {@link Scenario#candidates}. */
    public ScenarioBuilder candidates(List<Candidate> value) {
        candidates = value;
        return this;
    }

    /** Sets {@link Scenario#tls}. */
    public ScenarioBuilder tls(Tls value) {
        tls = value;
        return this;
    }

    /** Sets {@link Scenario#http}. */
    public ScenarioBuilder http(@Nullable HttpPlan value) {
        http = value;
        return this;
    }

    /** Sets {@link Scenario#selection}. */
    public ScenarioBuilder selection(Played value) {
        selection = value;
        return this;
    }

    /** Sets {@link Scenario#cluster}. */
    public ScenarioBuilder cluster(@Nullable ClusterPlan value) {
        cluster = value;
        return this;
    }

    /** Sets {@link Scenario#pgBouncer}. */
    public ScenarioBuilder pgBouncer(@Nullable PgBouncer value) {
        pgBouncer = value;
        return this;
    }

    /**
     * The scenario.
     *
     * @throws IllegalArgumentException if something is missing or out of range
     */
    public Scenario build() {
        return new Scenario(
                name,
                title,
                about,
                path,
                server,
                workload,
                expect,
                symptom,
                patience,
                maxTimeScale,
                outcomes,
                databases,
                variants,
                serverSettings,
                candidates,
                selection,
                cluster,
                tls,
                pgBouncer,
                http);
    }
}
