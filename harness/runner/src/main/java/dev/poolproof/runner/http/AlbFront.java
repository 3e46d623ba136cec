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

/** The load balancer of one cell, and the network between it and the application. */
final class AlbFront implements AutoCloseable {
    private final Alb alb;
    private final Network network;

    private AlbFront(Alb alb, Network network) {
        this.alb = alb;
        this.network = network;
    }

    /**
     * Starts one; it accepts when this returns.
     *
     * @param recorder is told what it does
     */
    static AlbFront open(AlbPlan plan, InetSocketAddress origin, HistoryRecorder recorder)
            throws IOException {
        TimeScale scale = recorder.clock().scale();
        Network network = Network.open(origin, path(plan, scale));
        try {
            Alb alb =
                    Alb.start(
                            settings(plan, scale),
                            network.address(),
                            recorder.clock()::now,
                            event -> recorder.add(logged(event, scale)));
            return new AlbFront(alb, network);
        } catch (IOException | RuntimeException e) {
            network.close();
            throw e;
        }
    }

    /** Where clients connect to. */
    InetSocketAddress address() {
        return alb.address();
    }

    @Override
    public void close() {
        alb.close();
        network.close();
    }

    /**
     * A network whose round trip is all on the way back, which is where the application's close has
     * to come.
     */
    private static List<Hop> path(AlbPlan plan, TimeScale scale) {
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
