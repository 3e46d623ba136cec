package dev.poolproof.http.alb;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import dev.poolproof.model.fault.Hop;
import dev.poolproof.model.fault.Latency;
import dev.poolproof.proxy.ProxyEngine;
import dev.poolproof.proxy.TcpProxy;
import java.io.IOException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.net.ServerSocket;
import java.net.SocketAddress;
import java.nio.channels.SocketChannel;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.CopyOnWriteArrayList;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;

class AlbTest {
    private static final Duration IDLE = Duration.ofMillis(800);
    private static final int PATIENCE_MILLIS = 20_000;

    private final List<AlbEvent> events = new CopyOnWriteArrayList<>();
    private final List<AutoCloseable> open = new ArrayList<>();
    private final long startNanos = System.nanoTime();
    private ServerSocket target;

    @BeforeEach
    void listen() throws IOException {
        target = new ServerSocket(0, 50, InetAddress.getLoopbackAddress());
        target.setSoTimeout(PATIENCE_MILLIS);
        open.add(target);
    }

    @AfterEach
    void close() throws Exception {
        for (int i = open.size() - 1; i >= 0; i--) {
            open.get(i).close();
        }
    }

    @Test
    void aRequestReachesTheTargetWithTheClientsAddress() throws Exception {
        Wire client = client(patient());

        client.send("POST /a HTTP/1.1\r\nHost: x\r\nContent-Length: 3\r\n\r\nabc");

        Wire server = accept();
        assertThat(server.head())
                .startsWith("POST /a HTTP/1.1\r\n")
                .contains("X-Forwarded-For: 127.0.0.1", "X-Forwarded-Proto: http")
                .doesNotContainIgnoringCase("connection:");
        assertThat(server.body(3)).isEqualTo("abc");
        server.answer("done");
        assertThat(client.answered()).isEqualTo("200 done kept");
    }

    @Test
    void requestsOfAllClientsShareTheTargetsConnections() throws Exception {
        Alb alb = patient();
        Wire first = client(alb);
        Wire second = client(alb);
        first.get("/1");
        Wire server = accept();
        server.head();
        server.answer("one");
        first.answered();

        second.get("/2");

        assertThat(server.head()).startsWith("GET /2 ");
        server.answer("two");
        assertThat(second.answered()).isEqualTo("200 two kept");
    }

    @Test
    void requestsAheadOfTheirTurnAreAnsweredInTheirOrder() throws Exception {
        Wire client = client(patient());

        client.get("/1").get("/2");

        Wire server = accept();
        assertThat(server.head()).startsWith("GET /1 ");
        server.answer("one");
        assertThat(server.head()).startsWith("GET /2 ");
        server.answer("two");
        assertThat(client.answered()).isEqualTo("200 one kept");
        assertThat(client.answered()).isEqualTo("200 two kept");
    }

    @Test
    void whoAsksWhetherToContinueIsToldSoByTheLoadBalancer() throws Exception {
        Wire client = client(patient());

        client.send("POST / HTTP/1.1\r\nExpect: 100-continue\r\nContent-Length: 3\r\n\r\n");

        assertThat(client.head()).startsWith("HTTP/1.1 100 ");
        client.send("abc");
        Wire server = accept();
        assertThat(server.head()).doesNotContainIgnoringCase("expect:");
        assertThat(server.body(3)).isEqualTo("abc");
        server.answer("done");
        assertThat(client.answered()).isEqualTo("200 done kept");
    }

    @ParameterizedTest
    @EnumSource(ConnectionEnd.class)
    void anIdleClientIsClosedAfterTheIdleTimeoutAndNotBefore(ConnectionEnd end) throws Exception {
        Alb alb = start(AlbSettings.DEFAULT.idleTimeout(IDLE).ends(end, ConnectionEnd.FIN));
        long beforeNanos = System.nanoTime();
        Wire client = client(alb);

        assertThat(client.toEnd()).isEqualTo(end.name());

        assertThat(since(beforeNanos)).isGreaterThanOrEqualTo(IDLE);
        told(1, AlbReason.CLIENT_IDLE, 0);
    }

    @ParameterizedTest
    @EnumSource(ConnectionEnd.class)
    void anIdleTargetIsClosedAfterTheIdleTimeoutAndNotBefore(ConnectionEnd end) throws Exception {
        Alb alb = start(AlbSettings.DEFAULT.idleTimeout(IDLE).ends(ConnectionEnd.FIN, end));
        Wire client = client(alb);
        client.get("/");
        Wire server = accept();
        server.head();
        long beforeNanos = System.nanoTime();
        server.answer("x");
        client.answered();

        assertThat(server.toEnd()).isEqualTo(end.name());

        assertThat(since(beforeNanos)).isGreaterThanOrEqualTo(IDLE);
        told(0, AlbReason.TARGET_IDLE, 0);
    }

    @Test
    void aTargetThatDoesNotRespondWithinTheIdleTimeoutMakesIt504() throws Exception {
        Wire client = client(start(AlbSettings.DEFAULT.idleTimeout(IDLE)));
        long beforeNanos = System.nanoTime();

        client.get("/");

        Wire server = accept();
        server.head();
        assertThat(client.answered()).isEqualTo("504 kept");
        assertThat(since(beforeNanos)).isGreaterThanOrEqualTo(IDLE);
        assertThat(server.toEnd()).isEqualTo("FIN");
        told(1, AlbReason.TARGET_SILENT, 504);
    }

    @Test
    void aBodyThatStopsIsCutShortAfterTheIdleTimeout() throws Exception {
        Wire client = client(start(AlbSettings.DEFAULT.idleTimeout(IDLE)));
        client.get("/");
        Wire server = accept();
        server.head();

        server.send("HTTP/1.1 200 OK\r\nContent-Length: 10\r\n\r\nhalf");

        assertThat(client.toEnd()).startsWith("HTTP/1.1 200 ").endsWith("\r\n\r\nhalfFIN");
        told(1, AlbReason.TARGET_SILENT, 504);
    }

    @Test
    void aTargetThatClosesInsteadOfRespondingMakesIt502() throws Exception {
        Wire client = client(patient());
        client.get("/");
        Wire server = accept();
        server.head();

        server.close();

        assertThat(client.answered()).isEqualTo("502 kept");
        told(1, AlbReason.TARGET_CLOSED, 502);
    }

    @Test
    void aTargetThatResetsInsteadOfRespondingMakesIt502() throws Exception {
        Wire client = client(patient());
        client.get("/");
        Wire server = accept();
        server.head();

        server.reset();

        assertThat(client.answered()).isEqualTo("502 kept");
        told(1, AlbReason.TARGET_RESET, 502);
    }

    @Test
    void aTargetThatClosesWithinItsBodyCutsItShort() throws Exception {
        Wire client = client(patient());
        client.get("/");
        Wire server = accept();
        server.head();
        server.send("HTTP/1.1 200 OK\r\nTransfer-Encoding: chunked\r\n\r\n4\r\nhalf\r\n");
        assertThat(client.head()).startsWith("HTTP/1.1 200 ");

        server.close();

        assertThat(client.toEnd()).isEqualTo("4\r\nhalf\r\nFIN");
        told(1, AlbReason.TARGET_CLOSED, 502);
    }

    @Test
    void aResponseThatIsNoHttpMakesIt502() throws Exception {
        Wire client = client(patient());
        client.get("/");
        Wire server = accept();
        server.head();

        server.send("SSH-2.0-OpenSSH_9.6\r\n\r\n");

        assertThat(client.answered()).isEqualTo("502 kept");
        told(1, AlbReason.TARGET_MALFORMED, 502);
    }

    @Test
    void aResponseHeaderBeyond32KilobytesMakesIt502() throws Exception {
        Wire client = client(patient());
        client.get("/");
        Wire server = accept();
        server.head();

        server.send("HTTP/1.1 200 OK\r\nA: " + "a".repeat(33 << 10) + "\r\n\r\n");

        assertThat(client.answered()).isEqualTo("502 kept");
        told(1, AlbReason.TARGET_HEADER_TOO_LARGE, 502);
    }

    @Test
    void aTargetThatDoesNotListenMakesIt502() throws Exception {
        Alb alb = patient();
        target.close();

        assertThat(client(alb).get("/").answered()).isEqualTo("502 kept");

        told(1, AlbReason.TARGET_REFUSED, 502);
    }

    @Test
    void aTargetThatCannotBeReachedMakesIt504() throws Exception {
        Duration connectTimeout = Duration.ofMillis(300);
        try (ServerSocket full = new ServerSocket(0, 1, InetAddress.getLoopbackAddress())) {
            for (int i = 0; i < 8; i++) { // more than the kernel queues: the next SYN is dropped
                open.add(begin(full.getLocalSocketAddress()));
            }
            Alb alb =
                    start(
                            new AlbSettings(
                                    Duration.ofMinutes(1),
                                    Duration.ofHours(1),
                                    connectTimeout,
                                    ConnectionEnd.FIN,
                                    ConnectionEnd.FIN));
            alb.target((InetSocketAddress) full.getLocalSocketAddress());
            long beforeNanos = System.nanoTime();

            assertThat(client(alb).get("/").answered()).isEqualTo("504 kept");

            assertThat(since(beforeNanos)).isGreaterThanOrEqualTo(connectTimeout);
            told(1, AlbReason.TARGET_UNREACHABLE, 504);
        }
    }

    @Test
    void withoutATargetItIs503() throws Exception {
        Alb alb = patient();

        alb.target(null);

        assertThat(client(alb).get("/").answered()).isEqualTo("503 kept");
        told(1, AlbReason.NO_TARGET, 503);
    }

    @Test
    void aTargetThatWasReplacedIsSentNothingMore() throws Exception {
        Alb alb = patient();
        Wire client = client(alb);
        client.get("/1");
        Wire server = accept();
        server.head();
        try (ServerSocket other = new ServerSocket(0, 50, InetAddress.getLoopbackAddress())) {
            other.setSoTimeout(PATIENCE_MILLIS);
            alb.target((InetSocketAddress) other.getLocalSocketAddress());
            server.answer("one");
            assertThat(client.answered()).isEqualTo("200 one kept");

            client.get("/2");

            try (Wire next = new Wire(other.accept())) {
                assertThat(next.head()).startsWith("GET /2 ");
            }
        }
        assertThat(server.toEnd()).isEqualTo("FIN");
    }

    @Test
    void aClientThatLeavesBeforeItIsAnsweredIsLoggedAs460() throws Exception {
        Wire client = client(patient());
        client.get("/");
        Wire server = accept();
        server.head();

        client.close();

        assertThat(server.toEnd()).isEqualTo("FIN");
        told(1, AlbReason.CLIENT_GONE, 460);
    }

    @Test
    void aRequestThatIsNotFinishedWithinTheIdleTimeoutIs408() throws Exception {
        Wire client = client(start(AlbSettings.DEFAULT.idleTimeout(IDLE)));

        client.send("POST / HTTP/1.1\r\nContent-Length: 10\r\n\r\nhalf");

        Wire server = accept();
        server.head();
        assertThat(client.answered()).isEqualTo("408 last");
        assertThat(client.toEnd()).isEqualTo("FIN");
        assertThat(server.toEnd()).isEqualTo("halfFIN");
        told(1, AlbReason.REQUEST_UNFINISHED, 408);
    }

    @Test
    void aRequestThatIsNoHttpIs400() throws Exception {
        Wire client = client(patient());

        client.send("SSH-2.0-OpenSSH_9.6\r\n\r\n");

        assertThat(client.answered()).isEqualTo("400 last");
        told(1, AlbReason.REQUEST_MALFORMED, 400);
    }

    @Test
    void aClientsConnectionBeyondItsDurationIsGivenOneAnswerMore() throws Exception {
        Duration keepAlive = Duration.ofMillis(300);
        Wire client = client(start(AlbSettings.DEFAULT.clientKeepAlive(keepAlive)));
        long acceptedNanos = System.nanoTime();
        client.get("/1");
        Wire server = accept();
        server.head();
        await().until(() -> since(acceptedNanos).compareTo(keepAlive.multipliedBy(2)) > 0);

        server.answer("one");

        assertThat(client.answered()).isEqualTo("200 one last");
        assertThat(client.toEnd()).isEqualTo("FIN");
        told(1, AlbReason.CLIENT_TOO_OLD, 0);
    }

    @Test
    void aTargetThatClosesAnIdleConnectionHurtsNobody() throws Exception {
        Wire client = client(patient());
        client.get("/1");
        Wire server = accept();
        server.head();
        server.answer("one");
        client.answered();
        server.close();
        told(0, AlbReason.TARGET_CLOSED_IDLE, 0);

        client.get("/2");

        Wire next = accept();
        next.head();
        next.answer("two");
        assertThat(client.answered()).isEqualTo("200 two kept");
    }

    /** The two are a way of 700 ms from each other, so that neither knows of the other in time. */
    @Test
    void aRequestThatMeetsTheTargetsCloseOnItsWayIs502() throws Exception {
        Duration way = Duration.ofMillis(700);
        ProxyEngine engine = ProxyEngine.start();
        open.add(engine);
        TcpProxy between =
                engine.proxy()
                        .upstream((InetSocketAddress) target.getLocalSocketAddress())
                        .path(List.of(new Hop("way", List.of(new Latency(way, Duration.ZERO)))))
                        .open();
        Alb alb = patient();
        alb.target(between.address());
        Wire client = client(alb);
        client.get("/1");
        Wire server = accept();
        server.head();
        server.answer("one");
        client.answered();

        server.close(); // its keep-alive timeout is over
        client.get("/2");

        assertThat(client.answered()).isEqualTo("502 kept");
        assertThat(events)
                .singleElement()
                .satisfies(
                        event -> {
                            assertThat(event.status()).isEqualTo(502);
                            assertThat(event.reason())
                                    .isIn(AlbReason.TARGET_CLOSED, AlbReason.TARGET_RESET);
                            assertThat(event.idle()).isPositive();
                        });
    }

    private static SocketChannel begin(SocketAddress address) throws IOException {
        SocketChannel channel = SocketChannel.open();
        channel.configureBlocking(false);
        channel.connect(address);
        return channel;
    }

    private static Duration since(long beforeNanos) {
        return Duration.ofNanos(System.nanoTime() - beforeNanos);
    }

    private void told(long connection, AlbReason reason, int status) {
        await().untilAsserted(
                        () ->
                                assertThat(events)
                                        .anySatisfy(
                                                event -> {
                                                    assertThat(event.connection())
                                                            .isEqualTo(connection);
                                                    assertThat(event.reason()).isEqualTo(reason);
                                                    assertThat(event.status()).isEqualTo(status);
                                                }));
    }

    /** One that waits for longer than any test takes. */
    private Alb patient() throws IOException {
        return start(AlbSettings.DEFAULT);
    }

    private Alb start(AlbSettings settings) throws IOException {
        Alb alb =
                Alb.start(
                        settings,
                        (InetSocketAddress) target.getLocalSocketAddress(),
                        () -> since(startNanos),
                        events::add);
        open.add(alb);
        return alb;
    }

    private Wire client(Alb alb) throws IOException {
        Wire client = Wire.connect(alb.address());
        open.add(client);
        return client;
    }

    private Wire accept() throws IOException {
        Wire server = new Wire(target.accept());
        open.add(server);
        return server;
    }
}
