package dev.poolproof.proxy;

import static dev.poolproof.model.history.NetworkAction.ACCEPTED;
import static dev.poolproof.model.history.NetworkAction.ACTED;
import static dev.poolproof.model.history.NetworkAction.CONNECTED;
import static java.nio.charset.StandardCharsets.US_ASCII;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.awaitility.Awaitility.await;

import dev.poolproof.model.fault.AcceptThen;
import dev.poolproof.model.fault.AfterAccept;
import dev.poolproof.model.fault.Connections;
import dev.poolproof.model.fault.Refuse;
import dev.poolproof.model.fault.Scope;
import dev.poolproof.model.fault.SlowAccept;
import dev.poolproof.model.fault.SynDrop;
import dev.poolproof.model.fault.Trigger;
import dev.poolproof.proxy.Rig.Pair;
import java.io.IOException;
import java.net.ConnectException;
import java.net.Socket;
import java.net.SocketException;
import java.net.SocketTimeoutException;
import java.time.Duration;
import java.util.List;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.condition.EnabledOnOs;
import org.junit.jupiter.api.condition.OS;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;

/** What a client meets that connects, and when. */
@Tag("realtime")
class ConnectFaultsRealtimeTest {
    private static final int SHORT_MILLIS = 500;

    private ProxyEngine engine = ProxyEngine.start();
    private Rig rig;

    @BeforeEach
    void open() throws IOException {
        rig = new Rig(engine, List.of());
    }

    @AfterEach
    void close() throws IOException {
        rig.close();
        engine.close();
    }

    @ParameterizedTest
    @EnumSource
    @EnabledOnOs(OS.LINUX) // for epoll
    void refusedIsConnectionRefusedAndTheSamePortAcceptsAgain(Transport transport)
            throws Exception {
        reopen(transport);
        Pair before = rig.connect();
        for (int i = 0; i < 3; i++) {
            try (InjectedFault refusing = rig.proxy.inject(new Refuse())) {
                assertThatThrownBy(() -> connect(20_000))
                        .isInstanceOf(ConnectException.class)
                        .hasMessageContaining("Connection refused");
                before.use();
                assertThat(rig.events)
                        .anySatisfy(
                                event -> {
                                    assertThat(event.action()).isEqualTo(ACTED);
                                    assertThat(event.connection()).isZero();
                                    assertThat(event.hop()).isEqualTo(refusing.name());
                                });
            }
            rig.connect().use();
        }
    }

    @ParameterizedTest
    @EnumSource
    @EnabledOnOs(OS.LINUX)
    void droppedSynsAreATrueConnectTimeoutAndTheSamePortAcceptsAgain(Transport transport)
            throws Exception {
        reopen(transport); // the JDK's sockets take no filter
        Pair before = rig.connect();
        try (InjectedFault dropping = rig.proxy.inject(new SynDrop())) {
            for (int i = 0; i < 3; i++) {
                assertThatThrownBy(() -> connect(SHORT_MILLIS))
                        .isInstanceOf(SocketTimeoutException.class)
                        .hasMessageMatching("(?i)connect timed out");
            }
            before.use();
            dropping.change(new Refuse());
            assertThatThrownBy(() -> connect(20_000)).isInstanceOf(ConnectException.class);
            dropping.change(new SynDrop());
            assertThatThrownBy(() -> connect(SHORT_MILLIS))
                    .isInstanceOf(SocketTimeoutException.class);
        }
        rig.connect().use();
    }

    @Test
    void aClosedProxyGivesUpThePortThatItRefusedOn() throws Exception {
        rig.proxy.inject(new Refuse());
        var address = rig.proxy.address();

        rig.proxy.close();

        try (TcpProxy next = engine.proxy().upstream(address).listen(address).open()) {
            assertThat(next.address()).isEqualTo(address);
        }
    }

    @Test
    void acceptThenSilenceNeitherAnswersNorConnectsUntilItGoes() throws Exception {
        InjectedFault silent = rig.proxy.inject(new AcceptThen(AfterAccept.SILENCE));
        Socket client = connect(20_000);
        client.getOutputStream().write("ping".getBytes(US_ASCII));
        client.setSoTimeout(SHORT_MILLIS);
        assertThatThrownBy(() -> client.getInputStream().read())
                .isInstanceOf(SocketTimeoutException.class)
                .hasMessageContaining("Read timed out");
        assertThat(rig.saw(CONNECTED)).isFalse();

        silent.close();

        assertThat(new Pair(client, rig.accepted()).serverReads(4)).isEqualTo("ping");
        client.close();
    }

    @Test
    void acceptThenFinIsAnEndOfStreamAndTheServerSeesNothing() throws Exception {
        rig.proxy.inject(new AcceptThen(AfterAccept.FIN));

        try (Socket client = connect(20_000)) {
            assertThat(client.getInputStream().read()).isEqualTo(-1);
        }

        await().until(() -> rig.proxy.openConnections() == 0);
        assertThat(rig.saw(CONNECTED)).isFalse();
    }

    @Test
    void theNextTwoConnectionsAreResetAndTheThirdIsServed() throws Exception {
        rig.connect().use();
        rig.proxy.inject(
                new AcceptThen(AfterAccept.RST),
                Scope.DEFAULT.connections(new Connections.Next(2)));

        for (int i = 0; i < 2; i++) {
            assertThatThrownBy(this::connectAndRead)
                    .isInstanceOf(SocketException.class)
                    .hasMessageContaining("Connection reset");
        }

        rig.connect().use();
        assertThat(rig.actions().stream().filter(ACCEPTED::equals)).hasSize(4);
        assertThat(rig.actions().stream().filter(CONNECTED::equals)).hasSize(2);
    }

    @Test
    void aSlowAcceptIsAConnectAtOnceAndAnAnswerLate() throws Exception {
        rig.proxy.inject(new SlowAccept(Duration.ofMillis(SHORT_MILLIS)));
        long startNanos = System.nanoTime();
        Socket client = connect(20_000);

        Pair pair = new Pair(client, rig.accepted());

        assertThat(Duration.ofNanos(System.nanoTime() - startNanos))
                .isGreaterThanOrEqualTo(Duration.ofMillis(SHORT_MILLIS));
        pair.use();
        client.close();
    }

    @Test
    void faultsOfConnectingSayWhatTheirScopeMustBe() {
        assertThatThrownBy(() -> rig.proxy.inject(new Refuse(), Scope.DEFAULT.toxicity(0.5)))
                .isInstanceOf(IllegalArgumentException.class)
                .hasMessage(
                        "refuse meets all who connect: toxicity must be 1, connections all, and it"
                                + " must begin at once");
        assertThatThrownBy(
                        () ->
                                rig.proxy.inject(
                                        new SlowAccept(Duration.ZERO),
                                        Scope.DEFAULT.from(new Trigger.AfterBytes(1))))
                .isInstanceOf(IllegalArgumentException.class)
                .hasMessage("slow-accept acts when a client connects: it must begin at once");
        assertThat(rig.proxy.path()).isEmpty();
    }

    private int connectAndRead() throws IOException {
        try (Socket client = connect(20_000)) {
            return client.getInputStream().read();
        }
    }

    private void reopen(Transport transport) throws IOException {
        close();
        engine = ProxyEngine.start(transport);
        open();
    }

    private Socket connect(int millis) throws IOException {
        Socket client = new Socket();
        try {
            client.connect(rig.proxy.address(), millis);
            client.setSoTimeout(20_000);
            return client;
        } catch (IOException e) {
            client.close();
            throw e;
        }
    }
}
