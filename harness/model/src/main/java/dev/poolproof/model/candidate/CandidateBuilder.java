package dev.poolproof.model.candidate;

import dev.poolproof.model.AlbPlan;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/**
 * Builds a candidate. What is not set is left as pool, driver, application and JVM have it by
 * themselves.
 */
public final class CandidateBuilder {
    /**
     * {@link Candidate#dnsCache} of a JVM that has no security manager and is not told otherwise.
     */
    public static final Duration DEFAULT_DNS_CACHE = Duration.ofSeconds(30);

    private final String name;
    private final Role role;
    private Artifact pool;
    private Map<String, String> settings = Map.of();
    private @Nullable Artifact driver;
    private Map<String, String> driverSettings = Map.of();
    private @Nullable TcpKeepalive keepalive;
    private @Nullable Retry retry;
    private Map<String, String> systemProperties = Map.of();
    private Map<String, String> waived = Map.of();
    private Map<String, Duration> sessionSettings = Map.of();
    private @Nullable Duration queryTimeout;
    private @Nullable Integer schedulerThreads;
    private List<Endpoint> endpoints = List.of(Endpoint.WRITER);
    private Duration dnsCache = DEFAULT_DNS_CACHE;
    private Map<String, String> nginx = Map.of();
    private Map<String, String> origin = Map.of();
    private @Nullable Duration repairedAfter;
    private @Nullable AlbPlan alb;
    private @Nullable WorkerProgram worker;

    CandidateBuilder(String name, Role role, Artifact pool) {
        this.name = name;
        this.role = role;
        this.pool = pool;
    }

    CandidateBuilder(Candidate from) {
        this(from.name(), from.role(), from);
    }

    /** All of {@code from} but its name and its role. */
    CandidateBuilder(String name, Role role, Candidate from) {
        this(name, role, from.pool());
        this.settings = from.settings();
        this.driver = from.driver();
        this.driverSettings = from.driverSettings();
        this.keepalive = from.keepalive();
        this.retry = from.retry();
        this.systemProperties = from.systemProperties();
        this.waived = from.waived();
        this.sessionSettings = from.sessionSettings();
        this.queryTimeout = from.queryTimeout();
        this.schedulerThreads = from.schedulerThreads();
        this.endpoints = from.endpoints();
        this.dnsCache = from.dnsCache();
        this.nginx = from.nginx();
        this.origin = from.origin();
        this.repairedAfter = from.repairedAfter();
        this.alb = from.alb();
        this.worker = from.worker();
    }

    /** Sets {@link Candidate#pool}. */
    CandidateBuilder pool(Artifact value) {
        pool = value;
        return this;
    }

    /** Sets {@link Candidate#settings}. */
    public CandidateBuilder settings(Map<String, String> value) {
        settings = value;
        return this;
    }

    /** Sets {@link Candidate#driver}. */
    public CandidateBuilder driver(@Nullable Artifact value) {
        driver = value;
        return this;
    }

    /** Sets {@link Candidate#driverSettings}. */
    public CandidateBuilder driverSettings(Map<String, String> value) {
        driverSettings = value;
        return this;
    }

    /** Sets {@link Candidate#keepalive}. */
    public CandidateBuilder keepalive(@Nullable TcpKeepalive value) {
        keepalive = value;
        return this;
    }

    /** Sets {@link Candidate#retry}. */
    public CandidateBuilder retry(@Nullable Retry value) {
        retry = value;
        return this;
    }

    /** Sets {@link Candidate#systemProperties}. */
    public CandidateBuilder systemProperties(Map<String, String> value) {
        systemProperties = value;
        return this;
    }

    /** Sets {@link Candidate#waived}. */
    public CandidateBuilder waived(Map<String, String> value) {
        waived = value;
        return this;
    }

    /** Sets {@link Candidate#sessionSettings}. */
    public CandidateBuilder sessionSettings(Map<String, Duration> value) {
        sessionSettings = value;
        return this;
    }

    /** Sets {@link Candidate#queryTimeout}. */
    public CandidateBuilder queryTimeout(@Nullable Duration value) {
        queryTimeout = value;
        return this;
    }

    /** Sets {@link Candidate#schedulerThreads}. */
    public CandidateBuilder schedulerThreads(@Nullable Integer value) {
        schedulerThreads = value;
        return this;
    }

    /** Sets {@link Candidate#endpoints}. */
    public CandidateBuilder endpoints(List<Endpoint> value) {
        endpoints = value;
        return this;
    }

    /** Sets {@link Candidate#dnsCache}. */
    public CandidateBuilder dnsCache(Duration value) {
        dnsCache = value;
        return this;
    }

    /** Sets {@link Candidate#nginx}. */
    public CandidateBuilder nginx(Map<String, String> value) {
        nginx = value;
        return this;
    }

    /** Sets {@link Candidate#origin}. */
    public CandidateBuilder origin(Map<String, String> value) {
        origin = value;
        return this;
    }

    /** Sets {@link Candidate#repairedAfter}. */
    public CandidateBuilder repairedAfter(@Nullable Duration value) {
        repairedAfter = value;
        return this;
    }

    /** Sets {@link Candidate#alb}. */
    public CandidateBuilder alb(@Nullable AlbPlan value) {
        alb = value;
        return this;
    }

    /** Sets {@link Candidate#worker}. */
    public CandidateBuilder worker(@Nullable WorkerProgram value) {
        worker = value;
        return this;
    }

    /**
     * The candidate.
     *
     * @throws IllegalArgumentException if something is out of range
     */
    public Candidate build() {
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
                schedulerThreads,
                endpoints,
                dnsCache,
                nginx,
                origin,
                repairedAfter,
                alb,
                worker);
    }
}
