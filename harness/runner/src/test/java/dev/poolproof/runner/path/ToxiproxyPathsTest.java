package dev.poolproof.runner.path;

import static java.time.Duration.ofMillis;
import static java.time.Duration.ofSeconds;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatIOException;

import dev.poolproof.model.TimeScale;
import dev.poolproof.model.fault.Activity;
import dev.poolproof.model.fault.Bandwidth;
import dev.poolproof.model.fault.Connections;
import dev.poolproof.model.fault.Direction;
import dev.poolproof.model.fault.Fault;
import dev.poolproof.model.fault.Hop;
import dev.poolproof.model.fault.IdleAction;
import dev.poolproof.model.fault.IdleDrop;
import dev.poolproof.model.fault.Latency;
import dev.poolproof.model.fault.LimitData;
import dev.poolproof.model.fault.ResetPeer;
import dev.poolproof.model.fault.Scope;
import dev.poolproof.model.fault.Slicer;
import dev.poolproof.model.fault.SlowClose;
import dev.poolproof.model.fault.Timeout;
import dev.poolproof.model.fault.Trigger;
import dev.poolproof.model.history.HistoryEvent.Network;
import dev.poolproof.model.history.NetworkAction;
import dev.poolproof.model.scenario.Bound;
import dev.poolproof.model.scenario.Comparison;
import dev.poolproof.model.scenario.CountUnit;
import dev.poolproof.model.scenario.Engine;
import dev.poolproof.model.scenario.Expectation;
import dev.poolproof.model.scenario.Phase;
import dev.poolproof.model.scenario.Scenario;
import dev.poolproof.runner.recording.CellClock;
import dev.poolproof.runner.recording.HistoryRecorder;
import java.io.IOException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.net.ServerSocket;
import java.net.Socket;
import java.time.Duration;
import java.util.List;
import java.util.Set;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;

@org.junit.jupiter.api.Timeout(60)
class ToxiproxyPathsTest {
    private static final Latency LATENCY = new Latency(ofMillis(200), ofMillis(50));
    private static final Expectation NONE_FAILED =
            new Expectation.Failed(new Bound.OfCount(Comparison.EQUAL, 0, CountUnit.ONE));

    private final HistoryRecorder recorder = new HistoryRecorder(new CellClock(TimeScale.REAL));

    @Test
    void aPathIsAProxyOfTheServersWithAToxicForEachFault() throws IOException {
        try (ServerSocket database = new ServerSocket(0, 5, InetAddress.getLoopbackAddress());
                FakeToxiproxy server = new FakeToxiproxy();
                PathPlayer paths = PathPlayers.open(server.api());
                OpenPath path =
                        paths.open(
                                address(database),
                                List.of(
                                        hop(LATENCY, Scope.DEFAULT),
                                        hop(
                                                LATENCY,
                                                Scope.DEFAULT.stream(Direction.UPSTREAM)
                                                        .toxicity(0.5))),
                                1,
                                recorder)) {
            try (Socket client = new Socket()) {
                client.connect(path.address());
                client.getOutputStream().write(7);
                try (Socket accepted = database.accept()) {
                    assertThat(accepted.getInputStream().read()).isEqualTo(7);
                }
            }

            assertThat(String.join("\n", server.requests).replace(" ", ""))
                    .contains("\"slow-1\"", "\"slow-2\"", "\"latency\":200", "\"jitter\":50")
                    .containsIgnoringCase("\"stream\":\"upstream\"")
                    .containsIgnoringCase("\"stream\":\"downstream\"")
                    .contains("\"toxicity\":0.5");
            assertThat(recorder.history().all(Network.class))
                    .extracting(Network::action)
                    .containsExactly(NetworkAction.UNSEEN);
        }
    }

    /** Toxiproxy's units: milliseconds, but microseconds of a slicer, and KB/s. */
    @Test
    void everyToxicHasItsAttributesInToxiproxysUnits() throws IOException {
        try (ServerSocket database = new ServerSocket(0, 5, InetAddress.getLoopbackAddress());
                FakeToxiproxy server = new FakeToxiproxy();
                PathPlayer paths = PathPlayers.open(server.api())) {
            for (Fault fault :
                    List.of(
                            new Bandwidth(100),
                            new SlowClose(ofMillis(30)),
                            new Timeout(ofSeconds(4)),
                            new ResetPeer(ofSeconds(5)),
                            new LimitData(6000),
                            new Slicer(64, 0, ofMillis(7)))) {
                paths.open(address(database), List.of(hop(fault, Scope.DEFAULT)), 1, recorder);
            }

            assertThat(String.join("\n", server.requests).replace(" ", ""))
                    .contains(
                            "\"bandwidth\"",
                            "\"rate\":100",
                            "\"slow_close\"",
                            "\"delay\":30",
                            "\"timeout\":4000",
                            "\"reset_peer\"",
                            "\"timeout\":5000",
                            "\"bytes\":6000",
                            "\"average_size\":64",
                            "\"delay\":7000");
        }
    }

    /** As a time scale makes them: 0 ms of a timeout would be for ever, of a latency none. */
    @Test
    void timesBelowAMillisecondAreNotLost() throws IOException {
        try (ServerSocket database = new ServerSocket(0, 5, InetAddress.getLoopbackAddress());
                FakeToxiproxy server = new FakeToxiproxy();
                PathPlayer paths = PathPlayers.open(server.api())) {
            for (Fault fault :
                    List.of(
                            new Timeout(ofMillis(20)),
                            new Latency(ofMillis(20), Duration.ZERO),
                            new ResetPeer(Duration.ZERO))) {
                paths.open(
                        address(database),
                        List.of(hop(fault, Scope.DEFAULT).scaled(new TimeScale(60))),
                        1,
                        recorder);
            }

            assertThat(String.join("\n", server.requests).replaceAll("[ }]", ","))
                    .containsSubsequence(
                            "\"timeout\":1,", "\"latency\":1,", "\"reset_peer\"", "\"timeout\":0,");
        }
    }

    @Test
    void aPathThatIsClosedIsGoneFromTheServer() throws IOException {
        try (ServerSocket database = new ServerSocket(0, 5, InetAddress.getLoopbackAddress());
                FakeToxiproxy server = new FakeToxiproxy()) {
            PathPlayer paths = PathPlayers.open(server.api());
            OpenPath closed = paths.open(address(database), List.of(), 1, recorder);
            paths.open(address(database), List.of(), 1, recorder);
            assertThat(server.proxies).hasSize(2);

            closed.close();
            closed.close();
            assertThat(server.proxies).hasSize(1);

            paths.close();
            assertThat(server.proxies).isEmpty();
        }
    }

    @Test
    void aCellSaysWhatPlayedItsPath() throws IOException {
        try (FakeToxiproxy server = new FakeToxiproxy();
                PathPlayer paths = PathPlayers.open(server.api())) {
            assertThat(paths.shortcomings(List.of()))
                    .satisfiesExactly(
                            of ->
                                    assertThat(of)
                                            .startsWith(
                                                    "played by Toxiproxy 2.12.0: its events are not"
                                                            + " seen"),
                            of -> assertThat(of).contains("shorter times take 1 ms"));
        }
    }

    @Test
    void aServerThatIsNotThereIsAnError() throws IOException {
        InetSocketAddress nowhere;
        try (ServerSocket closed = new ServerSocket(0, 1, InetAddress.getLoopbackAddress())) {
            nowhere =
                    new InetSocketAddress(InetAddress.getLoopbackAddress(), closed.getLocalPort());
        }

        assertThatIOException().isThrownBy(() -> PathPlayers.open(nowhere));
    }

    @Test
    void whatToxiproxyCannotDoIsNamed() {
        IdleDrop idleDrop = new IdleDrop(ofSeconds(1), IdleAction.SILENT, Set.of(Activity.DATA));

        assertThat(cannotPlay(Scope.DEFAULT, idleDrop, NONE_FAILED))
                .isEqualTo("toxiproxy cannot idle-drop");
        assertThat(cannotPlay(Scope.DEFAULT.stream(Direction.BOTH), LATENCY, NONE_FAILED))
                .isEqualTo("toxiproxy cannot draw for both streams at once");
        assertThat(
                        cannotPlay(
                                Scope.DEFAULT.connections(new Connections.First(2)),
                                LATENCY,
                                NONE_FAILED))
                .isEqualTo("toxiproxy cannot choose connections");
        assertThat(
                        cannotPlay(
                                Scope.DEFAULT.from(new Trigger.After(ofSeconds(1))),
                                LATENCY,
                                NONE_FAILED))
                .isEqualTo("toxiproxy cannot wait before it acts");
        assertThat(
                        cannotPlay(
                                Scope.DEFAULT,
                                LATENCY,
                                new Expectation.StaleConnections(
                                        new Bound.OfCount(Comparison.AT_LEAST, 1, CountUnit.ONE))))
                .isEqualTo("toxiproxy does not tell what is needed for stale-connections >= 1");
        assertThat(cannotPlay(Scope.DEFAULT.toxicity(0.5), LATENCY, NONE_FAILED)).isNull();
    }

    private static @Nullable String cannotPlay(Scope scope, Fault fault, Expectation expected) {
        return Toxics.cannotPlay(
                Scenario.named("s")
                        .path(List.of(hop(fault, scope)))
                        .workload(List.of(new Phase.Quiet(ofSeconds(1))))
                        .expect(List.of(expected))
                        .patience(ofSeconds(1))
                        .maxTimeScale(TimeScale.REAL)
                        .databases(List.of(Engine.POSTGRESQL))
                        .build());
    }

    private static Hop hop(Fault fault, Scope scope) {
        return new Hop("slow", List.of(fault), scope);
    }

    private static InetSocketAddress address(ServerSocket database) {
        return new InetSocketAddress(InetAddress.getLoopbackAddress(), database.getLocalPort());
    }
}
