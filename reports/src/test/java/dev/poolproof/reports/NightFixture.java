package dev.poolproof.reports;

import static java.time.Duration.ofMillis;
import static java.time.Duration.ofSeconds;

import dev.poolproof.model.TimeScale;
import dev.poolproof.model.candidate.Artifact;
import dev.poolproof.model.history.Failure;
import dev.poolproof.model.history.History;
import dev.poolproof.model.history.HistoryEvent;
import dev.poolproof.model.history.HistoryEvent.JitterMeasured;
import dev.poolproof.model.history.HistoryEvent.Network;
import dev.poolproof.model.history.HistoryEvent.OperationEnded;
import dev.poolproof.model.history.HistoryEvent.PhaseStarted;
import dev.poolproof.model.history.HistoryEvent.PoolLogged;
import dev.poolproof.model.history.HistoryEvent.PoolOpened;
import dev.poolproof.model.history.HistoryEvent.ServerSessions;
import dev.poolproof.model.history.HistoryEvent.WorkloadEnded;
import dev.poolproof.model.history.HistoryEvent.WritesAudited;
import dev.poolproof.model.history.NetworkAction;
import dev.poolproof.model.history.Outcome;
import dev.poolproof.model.history.Side;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Random;
import org.jspecify.annotations.Nullable;

/**
 * Makes the history of a night behind a middlebox: two busy minutes, six quiet ones, a burst. The
 * same arguments always make the same history.
 *
 * @param hop whose timer fires
 * @param idleSeconds after which it fires
 * @param keepaliveSeconds between two probes of a connection; 0 for none
 * @param probe what a probe is on the wire
 * @param lifetimeSeconds after which the pool replaces a connection; 0 for never
 * @param connections of the pool
 */
record NightFixture(
        String hop,
        int idleSeconds,
        int keepaliveSeconds,
        NetworkAction probe,
        int lifetimeSeconds,
        int connections) {
    private static final int QUIET_FROM = 120;
    private static final int BURST_AT = 480;

    History history(long seed) {
        List<HistoryEvent> events = new ArrayList<>();
        Random random = new Random(seed);
        frame(events);
        steady(events, random);
        long next = 0;
        for (int i = 0; i < connections; i++) {
            next = connection(events, random, i, next);
        }
        return new History(events);
    }

    boolean fires() {
        int quiet = keepaliveSeconds == 0 ? Integer.MAX_VALUE : keepaliveSeconds;
        return Math.min(quiet, lifetimeSeconds == 0 ? Integer.MAX_VALUE : lifetimeSeconds)
                > idleSeconds;
    }

    private void frame(List<HistoryEvent> events) {
        events.add(
                new PoolOpened(
                        Duration.ZERO,
                        new Artifact("hikaricp", "7.1.0"),
                        new Artifact("postgresql", "42.7.14"),
                        connections,
                        Map.of("maxLifetime", "30m"),
                        List.of("idleTimeout 1s was replaced by 10m"),
                        new TimeScale(60)));
        events.add(
                new PhaseStarted(ofMillis(10), 0, "steady: 4 clients, read every 500ms, for 2m"));
        events.add(new PhaseStarted(ofSeconds(QUIET_FROM), 1, "quiet for 6m"));
        events.add(new PhaseStarted(ofSeconds(BURST_AT), 2, "burst: 10 clients, one read each"));
        events.add(new ServerSessions(ofMillis(900), connections));
        events.add(new JitterMeasured(Duration.ofMinutes(4), ofMillis(40), ofMillis(130)));
        events.add(new WorkloadEnded(ofSeconds(BURST_AT + 6)));
        events.add(new PoolLogged(ofSeconds(BURST_AT + 6), "INFO", "pool - Shutdown completed."));
        events.add(new WritesAudited(ofSeconds(BURST_AT + 7), 0, 0, 0, 0));
    }

    private static void steady(List<HistoryEvent> events, Random random) {
        for (int client = 0; client < 4; client++) {
            for (int at = 1_000; at < QUIET_FROM * 1_000; at += 4_000) {
                events.add(operation(at + random.nextInt(300), 0, client, 120, null));
            }
        }
    }

    private long connection(List<HistoryEvent> events, Random random, int client, long number) {
        long id = number + 1;
        int opened = 200 + random.nextInt(600);
        while (true) {
            int closes =
                    lifetimeSeconds == 0
                            ? (BURST_AT + 7) * 1_000
                            : opened + lifetimeSeconds * 1_000 - random.nextInt(6_000);
            life(events, random, id, client, opened, Math.min(closes, (BURST_AT + 7) * 1_000));
            if (closes >= (BURST_AT + 7) * 1_000) {
                return id;
            }
            opened = closes + 50;
            id++;
        }
    }

    private void life(
            List<HistoryEvent> events, Random random, long id, int client, int opened, int end) {
        network(events, opened, id, NetworkAction.ACCEPTED, null, 0);
        network(events, opened + 20, id, NetworkAction.CONNECTED, null, 0);
        int last = opened;
        for (int at = opened + 50; at < Math.min(end, QUIET_FROM * 1_000); at += 3_000) {
            last = at + random.nextInt(800);
            network(events, last, id, NetworkAction.BYTES, Side.CLIENT, 42);
            network(events, last + 2, id, NetworkAction.BYTES, Side.SERVER, 118);
        }
        if (keepaliveSeconds > 0) {
            for (int at = last + keepaliveSeconds * 1_000;
                    at < end;
                    at += keepaliveSeconds * 1_000) {
                if (at - last > idleSeconds * 1_000) {
                    break;
                }
                last = at;
                network(events, at, id, probe, Side.CLIENT, probe == NetworkAction.BYTES ? 15 : 0);
            }
        }
        int fires = last + idleSeconds * 1_000;
        int burst = BURST_AT * 1_000 + random.nextInt(400);
        if (fires >= Math.min(end, burst)) {
            if (end > burst) {
                network(events, burst, id, NetworkAction.BYTES, Side.CLIENT, 42);
                events.add(operation(burst, 2, client, 150, null));
            }
            network(events, end, id, NetworkAction.FIN_RECEIVED, Side.CLIENT, 0);
            network(events, end, id, NetworkAction.CLOSED, null, 0);
            return;
        }
        network(events, fires, id, NetworkAction.TIMER_FIRED, null, 0);
        network(events, burst, id, NetworkAction.DROPPED, Side.CLIENT, 42);
        network(events, burst + 1, id, NetworkAction.RST_SENT, Side.CLIENT, 0);
        network(events, burst + 900, id, NetworkAction.CLOSED, null, 0);
        events.add(
                operation(
                        burst,
                        2,
                        client,
                        80 + random.nextInt(2_000),
                        new Failure(
                                "PSQLException",
                                "08006",
                                "An I/O error occurred while sending to the backend.",
                                List.of("SocketException: Connection reset"))));
    }

    private void network(
            List<HistoryEvent> events,
            int atMillis,
            long connection,
            NetworkAction action,
            @Nullable Side side,
            long bytes) {
        events.add(new Network(ofMillis(atMillis), connection, action, side, hop, bytes));
    }

    private static OperationEnded operation(
            int atMillis, int phase, int client, int tookMillis, @Nullable Failure failure) {
        return new OperationEnded(
                ofMillis(atMillis),
                phase,
                client,
                "read",
                ofMillis(tookMillis / 4),
                ofMillis(tookMillis),
                1,
                failure == null ? Outcome.SUCCEEDED : Outcome.FAILED,
                failure);
    }
}
