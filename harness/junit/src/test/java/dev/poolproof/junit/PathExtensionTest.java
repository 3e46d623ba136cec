package dev.poolproof.junit;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatIllegalStateException;

import dev.poolproof.model.fault.CutAfter;
import dev.poolproof.model.fault.Ending;
import dev.poolproof.model.fault.Hop;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.net.ServerSocket;
import java.net.Socket;
import java.time.Duration;
import java.util.List;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.extension.RegisterExtension;

@Timeout(60)
class PathExtensionTest {
    private static final ServerSocket ECHO = listen();
    private static final InetSocketAddress SERVER =
            new InetSocketAddress(InetAddress.getLoopbackAddress(), ECHO.getLocalPort());

    @RegisterExtension final PathExtension direct = PathExtension.to(SERVER);

    @RegisterExtension
    final PathExtension cutting =
            PathExtension.to(SERVER)
                    .through(
                            new Hop(
                                    "cut",
                                    List.of(
                                            new CutAfter(
                                                    Duration.ofMillis(200), Ending.FIN_BOTH))));

    @AfterAll
    static void stopListening() throws IOException {
        ECHO.close();
    }

    @Test
    void bytesPassToTheServerAndBack() throws IOException {
        try (Socket client = connect(direct)) {
            client.getOutputStream().write("hello".getBytes(UTF_8));

            assertThat(client.getInputStream().readNBytes(5)).asString(UTF_8).isEqualTo("hello");
        }
        assertThat(direct.address().getPort()).isNotEqualTo(SERVER.getPort());
    }

    @Test
    void theHopsOfThePathAct() throws IOException {
        long beforeNanos = System.nanoTime();
        try (Socket client = connect(cutting)) {
            int end = client.getInputStream().read();

            assertThat(end).as("FIN").isEqualTo(-1);
            assertThat(Duration.ofNanos(System.nanoTime() - beforeNanos))
                    .isGreaterThanOrEqualTo(Duration.ofMillis(190));
        }
    }

    @Test
    void outsideATestThereIsNoPath() {
        PathExtension unused = PathExtension.to(SERVER);

        assertThatIllegalStateException()
                .isThrownBy(unused::address)
                .withMessage("a path is only there while a test runs");
    }

    private static Socket connect(PathExtension path) throws IOException {
        return new Socket(path.address().getAddress(), path.address().getPort());
    }

    private static ServerSocket listen() {
        try {
            ServerSocket server = new ServerSocket(0, 50, InetAddress.getLoopbackAddress());
            Thread thread = new Thread(() -> echo(server), "echo");
            thread.setDaemon(true);
            thread.start();
            return server;
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    private static void echo(ServerSocket server) {
        while (!server.isClosed()) {
            try (Socket client = server.accept()) {
                client.getInputStream().transferTo(client.getOutputStream());
            } catch (IOException e) {
                // A client or the test has gone; the next one is waited for, if there is one.
            }
        }
    }
}
