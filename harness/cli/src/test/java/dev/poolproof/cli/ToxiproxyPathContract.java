package dev.poolproof.cli;

import static java.nio.charset.StandardCharsets.US_ASCII;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.poolproof.model.TimeScale;
import dev.poolproof.model.fault.Fault;
import dev.poolproof.model.fault.Hop;
import dev.poolproof.model.fault.Latency;
import dev.poolproof.model.fault.LimitData;
import dev.poolproof.model.fault.ResetPeer;
import dev.poolproof.model.fault.Scope;
import dev.poolproof.runner.path.OpenPath;
import dev.poolproof.runner.path.PathPlayer;
import dev.poolproof.runner.path.PathPlayers;
import dev.poolproof.runner.recording.CellClock;
import dev.poolproof.runner.recording.HistoryRecorder;
import java.io.IOException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.net.ServerSocket;
import java.net.Socket;
import java.net.SocketException;
import java.time.Duration;
import java.util.List;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;

/**
 * A scenario's faults as {@code --proxy toxiproxy} plays them through a server that has the API.
 */
@Timeout(60)
abstract class ToxiproxyPathContract {
    private static final int PATIENCE_MILLIS = 20_000;

    private ServerSocket database;
    private PathPlayer paths;

    /** Where the server's API is, on this machine. */
    abstract InetSocketAddress api();

    @BeforeEach
    void open() throws IOException {
        database = new ServerSocket(0, 5, InetAddress.getLoopbackAddress());
        paths = PathPlayers.open(api());
    }

    @AfterEach
    void close() throws IOException {
        paths.close();
        database.close();
    }

    @Test
    void aLatencyHoldsWhatTheServerSends() throws IOException {
        Duration held = Duration.ofMillis(300);
        try (OpenPath path = path(new Latency(held, Duration.ZERO));
                Socket client = connect(path);
                Socket accepted = database.accept()) {
            long startNanos = System.nanoTime();
            accepted.getOutputStream().write("pong".getBytes(US_ASCII));

            assertThat(client.getInputStream().readNBytes(4)).hasSize(4);
            assertThat(Duration.ofNanos(System.nanoTime() - startNanos))
                    .isGreaterThanOrEqualTo(held);
        }
    }

    @Test
    void aResetIsSeenByTheClient() throws IOException {
        try (OpenPath path = path(new ResetPeer(Duration.ZERO));
                Socket client = connect(path);
                Socket accepted = database.accept()) {
            accepted.getOutputStream().write("pong".getBytes(US_ASCII));

            assertThatThrownBy(() -> client.getInputStream().readAllBytes())
                    .isInstanceOf(SocketException.class);
        }
    }

    @Test
    void theStreamEndsAfterTheBytesThatWereAllowed() throws IOException {
        try (OpenPath path = path(new LimitData(2));
                Socket client = connect(path);
                Socket accepted = database.accept()) {
            accepted.getOutputStream().write("pong".getBytes(US_ASCII));

            assertThat(client.getInputStream().readAllBytes()).asString(US_ASCII).isEqualTo("po");
        }
    }

    private OpenPath path(Fault fault) {
        return paths.open(
                new InetSocketAddress(InetAddress.getLoopbackAddress(), database.getLocalPort()),
                List.of(new Hop("fault", List.of(fault), Scope.DEFAULT)),
                1,
                new HistoryRecorder(new CellClock(TimeScale.REAL)));
    }

    private static Socket connect(OpenPath path) throws IOException {
        Socket client = new Socket();
        client.setSoTimeout(PATIENCE_MILLIS);
        client.connect(path.address(), PATIENCE_MILLIS);
        return client;
    }
}
