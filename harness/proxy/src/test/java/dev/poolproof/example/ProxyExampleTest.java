package dev.poolproof.example;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.poolproof.model.fault.CutAfter;
import dev.poolproof.model.fault.Ending;
import dev.poolproof.model.fault.Latency;
import dev.poolproof.model.history.HistoryEvent.Network;
import dev.poolproof.model.history.NetworkAction;
import dev.poolproof.proxy.ProxyEngine;
import dev.poolproof.proxy.TcpProxy;
import java.io.IOException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.net.ServerSocket;
import java.net.Socket;
import java.net.SocketException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.Queue;
import java.util.concurrent.ConcurrentLinkedQueue;
import java.util.stream.Collectors;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

class ProxyExampleTest {
    private static final String HERE = "src/test/java/dev/poolproof/example/ProxyExampleTest.java";

    private static final String MARK = "        // " + "example\n";

    private ServerSocket echo;

    @BeforeEach
    void startEcho() throws IOException {
        echo = new ServerSocket(0, 50, InetAddress.getLoopbackAddress());
        Thread server = new Thread(this::echo, "echo");
        server.setDaemon(true);
        server.start();
    }

    @AfterEach
    void stopEcho() throws IOException {
        echo.close();
    }

    @Test
    void faultsLiveForABlock() throws IOException {
        InetSocketAddress server = (InetSocketAddress) echo.getLocalSocketAddress();
        // example
        Queue<Network> events = new ConcurrentLinkedQueue<>();
        try (ProxyEngine engine = ProxyEngine.start();
                TcpProxy proxy = engine.proxy().upstream(server).events(events::add).open()) {
            Socket client = new Socket(proxy.address().getAddress(), proxy.address().getPort());

            try (var slow = proxy.inject(new Latency(Duration.ofMillis(100), Duration.ZERO))) {
                assertThat(roundTrip(client)).isGreaterThan(Duration.ofMillis(99));
                slow.change(new Latency(Duration.ofMillis(200), Duration.ZERO));
                assertThat(roundTrip(client)).isGreaterThan(Duration.ofMillis(199));
            }

            proxy.inject(new CutAfter(Duration.ofMillis(1), Ending.RST_BOTH));
            assertThatThrownBy(() -> client.getInputStream().read())
                    .isInstanceOf(SocketException.class)
                    .hasMessage("Connection reset");
            assertThat(events).extracting(Network::action).contains(NetworkAction.TIMER_FIRED);
        }
        // example
    }

    @Test
    void theReadmeShowsThisExample() throws IOException {
        String source = Files.readString(Path.of(HERE));
        String example =
                source.substring(
                                source.indexOf(MARK) + MARK.length(),
                                source.indexOf(MARK, source.indexOf(MARK) + 1))
                        .lines()
                        .map(line -> line.isEmpty() ? line : line.substring(8))
                        .collect(Collectors.joining("\n"));

        assertThat(Files.readString(Path.of("../../README.md"))).contains(example);
    }

    private static Duration roundTrip(Socket client) throws IOException {
        long startNanos = System.nanoTime();
        client.getOutputStream().write('x');
        client.getInputStream().read();
        return Duration.ofNanos(System.nanoTime() - startNanos);
    }

    private void echo() {
        try {
            while (true) {
                Socket accepted = echo.accept();
                Thread served = new Thread(() -> serve(accepted), "echo-client");
                served.setDaemon(true);
                served.start();
            }
        } catch (IOException e) {
            // The test is over.
        }
    }

    private static void serve(Socket socket) {
        try (socket) {
            socket.getInputStream().transferTo(socket.getOutputStream());
        } catch (IOException e) {
            // The fault under test has broken the connection.
        }
    }
}
