package dev.poolproof.proxy;

import static java.nio.charset.StandardCharsets.US_ASCII;
import static java.util.concurrent.TimeUnit.SECONDS;
import static org.assertj.core.api.Assertions.assertThat;

import dev.poolproof.model.history.Side;
import java.io.IOException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.util.List;
import java.util.concurrent.BlockingQueue;
import java.util.concurrent.LinkedBlockingQueue;
import javax.net.ssl.SSLServerSocket;
import javax.net.ssl.SSLSocket;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.TestInstance;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

/** TLS's faults between two of Java's sockets, with TLS from the first byte on. */
@TestInstance(TestInstance.Lifecycle.PER_CLASS)
class TlsSocketTest {
    private static final int PATIENCE_SECONDS = 30;

    private final ProxyEngine engine = ProxyEngine.start();
    private final BlockingQueue<Ended> ended = new LinkedBlockingQueue<>();
    private final TlsCertificate certificate;
    private final SSLServerSocket listener;
    private final TcpProxy proxy;

    /** How a connection ended for the server. */
    private record Ended(@Nullable Throwable thrown) {}

    TlsSocketTest() throws Exception {
        certificate = new TlsCertificate();
        listener =
                (SSLServerSocket)
                        certificate
                                .context()
                                .getServerSocketFactory()
                                .createServerSocket(0, 10, InetAddress.getLoopbackAddress());
        proxy =
                engine.proxy()
                        .upstream((InetSocketAddress) listener.getLocalSocketAddress())
                        .open();
    }

    @BeforeAll
    void start() {
        Thread acceptor = new Thread(this::serve, "tls-echo");
        acceptor.setDaemon(true);
        acceptor.start();
    }

    @AfterAll
    void stop() throws IOException {
        listener.close();
        engine.close();
    }

    @ParameterizedTest
    @MethodSource("dev.poolproof.proxy.TlsCase#withoutPreamble")
    void bothPeersSayWhatTheDocumentSays(TlsCase one) throws Exception {
        Throwable client = talk(one);
        Ended server = ended.poll(PATIENCE_SECONDS, SECONDS);

        assertThat(server).as("the server has noticed").isNotNull();
        one.assertDocumented(
                "Java's sockets on both sides",
                client,
                server == null || server.thrown() == null
                        ? "end of stream"
                        : one.words(Side.SERVER, server.thrown()));
    }

    private @Nullable Throwable talk(TlsCase one) throws Exception {
        try (SSLSocket socket =
                (SSLSocket) certificate.context().getSocketFactory().createSocket()) {
            socket.setEnabledProtocols(new String[] {"TLSv" + one.version()});
            socket.setSoTimeout(PATIENCE_SECONDS * 1000);
            if (one.idle()) {
                socket.connect(proxy.address());
                echo(socket);
            }
            proxy.path(one.path());
            if (!one.idle()) {
                socket.connect(proxy.address());
            }
            echo(socket);
            return null;
        } catch (IOException e) {
            return e;
        } finally {
            proxy.path(List.of());
        }
    }

    private static void echo(SSLSocket socket) throws IOException {
        socket.getOutputStream().write("ping".getBytes(US_ASCII));
        if (socket.getInputStream().readNBytes(4).length < 4) {
            throw new IOException("end of stream, as after a close_notify");
        }
    }

    private void serve() {
        while (!listener.isClosed()) {
            try (SSLSocket socket = (SSLSocket) listener.accept()) {
                socket.setSoTimeout(PATIENCE_SECONDS * 1000);
                try {
                    for (int next = socket.getInputStream().read();
                            next >= 0;
                            next = socket.getInputStream().read()) {
                        socket.getOutputStream().write(next);
                    }
                    ended.add(new Ended(null));
                } catch (IOException e) {
                    ended.add(new Ended(e));
                }
            } catch (IOException e) {
                // The listener is closed, or the socket could not be; the next accept tells.
            }
        }
    }
}
