package dev.poolproof.control;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import eu.rekawek.toxiproxy.Proxy;
import eu.rekawek.toxiproxy.ToxiproxyClient;
import eu.rekawek.toxiproxy.model.Toxic;
import eu.rekawek.toxiproxy.model.ToxicDirection;
import eu.rekawek.toxiproxy.model.toxic.Latency;
import java.io.IOException;
import java.net.ConnectException;
import java.net.Socket;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

/** The whole API, as the Java client of Toxiproxy uses it. */
class ToxiproxyJavaTest {
    private Echo echo;
    private ControlServer server;
    private ToxiproxyClient client;

    @BeforeEach
    void start() throws IOException {
        echo = new Echo();
        server = ControlServer.start(ControlOptions.loopback(1));
        client = new ToxiproxyClient("127.0.0.1", server.address().getPort());
    }

    @AfterEach
    void stop() throws IOException {
        server.close();
        echo.close();
    }

    @Test
    void theVersionIsToxiproxys() throws IOException {
        assertThat(client.version()).contains("\"2.12.0\"");
    }

    @Test
    void aProxyIsMadeFoundAndDeleted() throws IOException {
        Proxy made = client.createProxy("db", "127.0.0.1:0", echo.address());

        assertThat(made.getListen()).startsWith("127.0.0.1:").doesNotEndWith(":0");
        assertThat(made.isEnabled()).isTrue();
        assertThat(client.getProxy("db").getUpstream()).isEqualTo(echo.address());
        assertThat(client.getProxies()).extracting(Proxy::getName).containsExactly("db");
        try (Socket socket = Echo.connect(made.getListen())) {
            assertThat(Echo.echoes(socket)).isTrue();
        }

        made.delete();

        assertThat(client.getProxyOrNull("db")).isNull();
        assertThatThrownBy(() -> Echo.connect(made.getListen()))
                .isInstanceOf(ConnectException.class);
    }

    @Test
    void aDisabledProxyEndsItsConnectionsAndComesBackOnItsPort() throws IOException {
        Proxy proxy = client.createProxy("db", "127.0.0.1:0", echo.address());
        String listen = proxy.getListen();
        try (Socket open = Echo.connect(listen)) {
            assertThat(Echo.echoes(open)).isTrue();

            proxy.disable();

            assertThat(proxy.isEnabled()).isFalse();
            assertThat(open.getInputStream().read()).as("FIN, as of Toxiproxy").isEqualTo(-1);
            assertThatThrownBy(() -> Echo.connect(listen)).isInstanceOf(ConnectException.class);
        }

        proxy.enable();

        assertThat(proxy.getListen()).isEqualTo(listen);
        try (Socket again = Echo.connect(listen)) {
            assertThat(Echo.echoes(again)).isTrue();
        }
    }

    @Test
    void anotherServerAndAnotherAddressAreTaken() throws IOException {
        try (Echo other = new Echo()) {
            Proxy proxy = client.createProxy("db", "127.0.0.1:0", "127.0.0.1:1");

            proxy.setUpstream(other.address());
            proxy.setListen("localhost:0");

            assertThat(proxy.getUpstream()).isEqualTo(other.address());
            try (Socket socket = Echo.connect(proxy.getListen())) {
                assertThat(Echo.echoes(socket)).isTrue();
            }
        }
    }

    @Test
    void aToxicIsAddedChangedShownAndRemoved() throws IOException {
        Proxy proxy = client.createProxy("db", "127.0.0.1:0", echo.address());

        Latency latency = proxy.toxics().latency("slow", ToxicDirection.DOWNSTREAM, 80);
        latency.setJitter(5);
        latency.setToxicity(0.25f);

        Latency shown = proxy.toxics().get("slow", Latency.class);
        assertThat(shown.getLatency()).isEqualTo(80);
        assertThat(shown.getJitter()).isEqualTo(5);
        assertThat(shown.getToxicity()).isEqualTo(0.25f);
        assertThat(shown.getStream()).isEqualTo(ToxicDirection.DOWNSTREAM);
        assertThat(proxy.toxics().getAll()).extracting(Toxic::getName).containsExactly("slow");

        latency.remove();

        assertThat(proxy.toxics().getAll()).isEmpty();
    }

    @Test
    void aToxicActsOnAConnectionThatIsOpen() throws IOException {
        Proxy proxy = client.createProxy("db", "127.0.0.1:0", echo.address());
        try (Socket open = Echo.connect(proxy.getListen())) {
            assertThat(Echo.echoes(open)).isTrue();
            proxy.toxics().latency("slow", ToxicDirection.UPSTREAM, 150);

            long startNanos = System.nanoTime();
            assertThat(Echo.echoes(open)).isTrue();

            assertThat(System.nanoTime() - startNanos).isGreaterThanOrEqualTo(150_000_000);
        }
    }

    @Test
    void resetTakesAllToxicsOffAndEnablesAll() throws IOException {
        Proxy proxy = client.createProxy("db", "127.0.0.1:0", echo.address());
        proxy.toxics().latency("slow", ToxicDirection.UPSTREAM, 10);
        proxy.disable();

        client.reset();

        Proxy after = client.getProxy("db");
        assertThat(after.isEnabled()).isTrue();
        assertThat(after.toxics().getAll()).isEmpty();
    }
}
