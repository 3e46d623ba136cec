package dev.poolproof.cli;

import static java.util.concurrent.TimeUnit.SECONDS;
import static org.awaitility.Awaitility.await;

import dev.poolproof.container.NeedsImage;
import eu.rekawek.toxiproxy.ToxiproxyClient;
import java.io.IOException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.net.ServerSocket;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.TestInstance;
import org.junit.jupiter.api.condition.EnabledOnOs;
import org.junit.jupiter.api.condition.OS;
import org.testcontainers.containers.GenericContainer;

/** Through Toxiproxy itself, on this machine's own network: its proxies take any free port. */
@TestInstance(TestInstance.Lifecycle.PER_CLASS)
@NeedsImage(GenuineToxiproxyIT.IMAGE)
@EnabledOnOs(value = OS.LINUX, disabledReason = "containers share the machine's network on Linux")
class GenuineToxiproxyIT extends ToxiproxyPathContract {
    static final String IMAGE = "ghcr.io/shopify/toxiproxy:2.12.0";

    private final GenericContainer<?> toxiproxy = new GenericContainer<>(IMAGE);
    private final InetSocketAddress api;

    GenuineToxiproxyIT() throws IOException {
        try (ServerSocket free = new ServerSocket(0, 1, InetAddress.getLoopbackAddress())) {
            api = new InetSocketAddress(InetAddress.getLoopbackAddress(), free.getLocalPort());
        }
    }

    @BeforeAll
    void start() {
        toxiproxy
                .withNetworkMode("host")
                .withCommand("-host=127.0.0.1", "-port=" + api.getPort())
                .start();
        await().atMost(60, SECONDS)
                .ignoreExceptionsInstanceOf(IOException.class)
                .until(() -> !client().version().isEmpty());
    }

    @AfterAll
    void stop() {
        toxiproxy.stop();
    }

    @Override
    InetSocketAddress api() {
        return api;
    }

    private ToxiproxyClient client() {
        return new ToxiproxyClient(api.getHostString(), api.getPort());
    }
}
