package dev.poolproof.runner.http;

import dev.poolproof.http.alb.Alb;
import dev.poolproof.http.alb.AlbEvent;
import dev.poolproof.http.alb.AlbSettings;
import dev.poolproof.http.alb.ConnectionEnd;
import dev.poolproof.model.AlbPlan;
import dev.poolproof.model.Durations;
import dev.poolproof.model.TimeScale;
import dev.poolproof.model.fault.Hop;
import dev.poolproof.model.fault.Latency;
import dev.poolproof.model.history.HistoryEvent.ServerLogged;
import dev.poolproof.model.history.LogSource;
import dev.poolproof.runner.recording.HistoryRecorder;
import java.io.IOException;
import java.net.InetSocketAddress;
import java.time.Duration;
import java.util.List;

/** The load balancer of one cell. */
final class AlbFront implements AutoCloseable {
    private final Alb alb;

    private AlbFront(Alb alb) {
        this.alb = alb;
    }

    /**
     * Starts one; it accepts when this returns.
     *
     * @param target where the application is to be had
     * @param recorder is told what it does
     */
    static AlbFront open(AlbPlan plan, InetSocketAddress target, HistoryRecorder recorder)
            throws IOException {
        TimeScale scale = recorder.clock().scale();
        return new AlbFront(
                Alb.start(
                        settings(plan, scale),
                        target,
                        recorder.clock()::now,
                        event -> recorder.add(logged(event, scale))));
    }

    /** Where clients connect to. */
    InetSocketAddress address() {
        return alb.address();
    }

    @Override
    public void close() {
        alb.close();
    }

    /**
     * The network between it and the application, with times of the wall clock. Its round trip is
     * all on the way back, which is where the application's close has to come.
     */
    static List<Hop> path(AlbPlan plan, TimeScale scale) {
        if (plan.targetRoundTrip().isZero()) {
            return List.of();
        }
        Latency back = new Latency(scale.toWall(plan.targetRoundTrip()), Duration.ZERO);
        return List.of(new Hop("network", List.of(back)));
    }

    private static AlbSettings settings(AlbPlan plan, TimeScale scale) {
        AlbSettings byDefault = AlbSettings.DEFAULT;
        return new AlbSettings(
                scale.toWall(plan.idleTimeout()),
                scale.toWall(plan.clientKeepalive()),
                scale.toWall(byDefault.connectTimeout()),
                switch (plan.idleEnd()) {
                    case FIN -> ConnectionEnd.FIN;
                    case RST -> ConnectionEnd.RST;
                },
                byDefault.targetEnd());
    }

    /** {@code [client 3] 504, the target did not respond within the idle timeout}. */
    private static ServerLogged logged(AlbEvent event, TimeScale scale) {
        return new ServerLogged(
                event.at(),
                LogSource.ALB,
                "[%s] %s%s%s"
                        .formatted(
                                event.connection() == 0 ? "target" : "client " + event.connection(),
                                event.status() == 0 ? "closed, " : event.status() + ", ",
                                event.reason(),
                                event.idle().isZero()
                                        ? ""
                                        : " (idle for "
                                                + Durations.printRounded(
                                                        scale.toProduction(event.idle().toNanos()))
                                                + ")"));
    }
}
