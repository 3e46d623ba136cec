package dev.poolproof.control;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import eu.rekawek.toxiproxy.Proxy;
import eu.rekawek.toxiproxy.ToxiproxyClient;
import eu.rekawek.toxiproxy.model.Toxic;
import eu.rekawek.toxiproxy.model.ToxicDirection;
import eu.rekawek.toxiproxy.model.ToxicList;
import eu.rekawek.toxiproxy.model.toxic.Bandwidth;
import eu.rekawek.toxiproxy.model.toxic.Latency;
import eu.rekawek.toxiproxy.model.toxic.LimitData;
import eu.rekawek.toxiproxy.model.toxic.ResetPeer;
import eu.rekawek.toxiproxy.model.toxic.Slicer;
import eu.rekawek.toxiproxy.model.toxic.SlowClose;
import eu.rekawek.toxiproxy.model.toxic.Timeout;
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
    void allSevenToxicsKeepTheirAttributesAndUnits() throws IOException {
        ToxicList toxics = client.createProxy("db", "127.0.0.1:0", echo.address()).toxics();

        toxics.latency("a", ToxicDirection.UPSTREAM, 1_500);
        toxics.bandwidth("b", ToxicDirection.UPSTREAM, 64);
        toxics.slowClose("c", ToxicDirection.UPSTREAM, 30);
        toxics.timeout("d", ToxicDirection.UPSTREAM, 0);
        toxics.resetPeer("e", ToxicDirection.UPSTREAM, 700);
        toxics.slicer("f", ToxicDirection.UPSTREAM, 64, 250).setSizeVariation(32);
        toxics.limitData("g", ToxicDirection.UPSTREAM, 1_000_000);

        assertThat(toxics.get("a", Latency.class).getLatency()).isEqualTo(1_500);
        assertThat(toxics.get("b", Bandwidth.class).getRate()).isEqualTo(64);
        assertThat(toxics.get("c", SlowClose.class).getDelay()).isEqualTo(30);
        assertThat(toxics.get("d", Timeout.class).getTimeout()).isZero();
        assertThat(toxics.get("e", ResetPeer.class).getTimeout()).isEqualTo(700);
        assertThat(toxics.get("f", Slicer.class))
                .returns(64L, Slicer::getAverageSize)
                .returns(32L, Slicer::getSizeVariation)
                .returns(250L, Slicer::getDelay);
        assertThat(toxics.get("g", LimitData.class).getBytes()).isEqualTo(1_000_000);
        assertThat(toxics.getAll()).hasSize(7);
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
