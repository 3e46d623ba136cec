package dev.poolproof.runner.http;

import dev.poolproof.http.nginx.Nginx;
import dev.poolproof.http.nginx.NginxException;
import dev.poolproof.http.nginx.NginxSettings;
import dev.poolproof.http.origin.Application;
import dev.poolproof.http.origin.Origin;
import dev.poolproof.model.AlbPlan;
import dev.poolproof.model.TimeScale;
import dev.poolproof.model.candidate.Artifact;
import dev.poolproof.model.candidate.Candidate;
import dev.poolproof.model.history.HistoryEvent.Repaired;
import dev.poolproof.model.scenario.HttpPlan;
import dev.poolproof.model.scenario.HttpPlan.Front;
import dev.poolproof.runner.recording.CellClock;
import dev.poolproof.runner.recording.HistoryRecorder;
import java.io.IOException;
import java.net.InetSocketAddress;
import java.net.URI;
import java.time.Duration;
import java.util.LinkedHashMap;
import java.util.Locale;
import java.util.Map;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Future;
import java.util.concurrent.atomic.AtomicBoolean;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;

/** The application of one cell with what stands before it, and what they log. */
public final class HttpService implements AutoCloseable {
    private static final Pattern NAME_AND_VERSION =
            Pattern.compile("(?<name>[A-Za-z]+) (?<version>\\d\\S*)");

    private final Application origin;
    private final Network network;
    private final @Nullable Nginx nginx;
    private final @Nullable AlbFront alb;
    private final ServiceLogs logs;
    private final HistoryRecorder recorder;
    private final AtomicBoolean closed = new AtomicBoolean();

    private HttpService(
            Application origin,
            Network network,
            @Nullable Nginx nginx,
            @Nullable AlbFront alb,
            HistoryRecorder recorder) {
        this.origin = origin;
        this.network = network;
        this.nginx = nginx;
        this.alb = alb;
        this.recorder = recorder;
        this.logs = new ServiceLogs(origin, nginx, recorder);
    }

    /**
     * Starts both; they answer when this returns.
     *
     * @param recorder is told what they log
     * @throws HttpServiceException if one does not start, or does not take its settings
     */
    public static HttpService open(
            HttpPlan plan, Candidate candidate, NginxSource source, HistoryRecorder recorder)
            throws HttpServiceException {
        TimeScale scale = recorder.clock().scale();
        try {
            Application origin = OriginSetup.start(both(plan.origin(), candidate.origin()), scale);
            AlbPlan alb = alb(plan, candidate);
            Network network =
                    Network.open(
                            origin.address(),
                            alb == null
                                    ? plan.originPath().stream()
                                            .map(hop -> hop.scaled(scale))
                                            .toList()
                                    : AlbFront.path(alb, scale));
            try {
                Nginx nginx =
                        plan.front() == Front.NGINX
                                ? source.start(settings(plan, candidate, scale), network.address())
                                : null;
                return new HttpService(
                        origin,
                        network,
                        nginx,
                        alb == null ? null : AlbFront.open(alb, network.address(), recorder),
                        recorder);
            } catch (IOException | NginxException | RuntimeException e) {
                network.close();
                origin.close();
                throw e;
            }
        } catch (IOException | NginxException e) {
            throw new HttpServiceException(String.valueOf(e.getMessage()), e);
        }
    }

    /**
     * The nginx of a candidate.
     *
     * @throws IllegalArgumentException if a directive cannot be had
     */
    public static NginxSettings settings(HttpPlan plan, Candidate candidate, TimeScale scale) {
        return new NginxSettings(
                NginxTimes.atScale(both(plan.nginx(), candidate.nginx()), scale), plan.breakage());
    }

    /** Its load balancer goes before the scenario's as a whole; a control has none. */
    private static @Nullable AlbPlan alb(HttpPlan plan, Candidate candidate) {
        return plan.alb() == null || candidate.alb() == null ? plan.alb() : candidate.alb();
    }

    private static Map<String, String> both(
            Map<String, String> asDeployed, Map<String, String> candidates) {
        Map<String, String> both = new LinkedHashMap<>(asDeployed);
        both.putAll(candidates);
        return both;
    }

    /** What clients ask. */
    public URI uri() {
        InetSocketAddress front = alb == null ? origin.address() : alb.address();
        InetSocketAddress address = nginx == null ? front : nginx.address();
        return URI.create(
                "http://%s:%d".formatted(address.getAddress().getHostAddress(), address.getPort()));
    }

    /** What clients connect to, with its version: nginx, a load balancer, or the application. */
    public Artifact front() {
        if (alb != null) {
            return new Artifact("alb", null);
        }
        String version = nginx == null ? Origin.version() : nginx.version();
        Matcher words = NAME_AND_VERSION.matcher(version);
        if (!words.find()) {
            throw new IllegalStateException(version + " is no name with a version");
        }
        return new Artifact(words.group("name").toLowerCase(Locale.ROOT), words.group("version"));
    }

    /**
     * Has nginx's temporary directories mended while all goes on.
     *
     * @param after how long from now; {@code null} for never
     * @return done when that has happened; at once where they are mended at once
     */
    public Future<?> repair(@Nullable Duration after, ExecutorService threads) {
        if (after == null || nginx == null) {
            return CompletableFuture.completedFuture(null);
        }
        CellClock clock = recorder.clock();
        if (after.isZero()) {
            mend(nginx);
            return CompletableFuture.completedFuture(null);
        }
        Duration due = clock.now().plus(after);
        return threads.submit(
                () -> {
                    if (clock.waitUntil(due)) {
                        mend(nginx);
                    }
                    return null;
                });
    }

    private void mend(Nginx broken) {
        try {
            broken.repair();
            recorder.add(
                    new Repaired(
                            recorder.clock().now(),
                            "nginx's temporary directories were mended while it ran"));
        } catch (IOException e) {
            recorder.broke("nginx's temporary directories cannot be mended: " + e.getMessage());
        }
    }

    /** Brings what both log into the history from now on. */
    public void follow(ExecutorService threads) {
        threads.execute(logs);
    }

    /** Waits until both have logged what they have to say of what was asked of them so far. */
    public void settle() throws InterruptedException {
        logs.settle();
    }

    @Override
    public void close() {
        if (closed.getAndSet(true)) {
            return;
        }
        logs.end();
        if (nginx != null) {
            nginx.close();
        }
        if (alb != null) {
            alb.close();
        }
        network.close();
        origin.close();
    }
}
