package dev.poolproof.http.nginx;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;
import static org.junit.jupiter.params.provider.Arguments.arguments;

import dev.poolproof.http.raw.RawAnswer;
import dev.poolproof.http.raw.RawConnection;
import dev.poolproof.http.raw.RawOrigin;
import dev.poolproof.http.raw.ReadPace;
import dev.poolproof.model.scenario.Breakage;
import java.io.IOException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.net.ServerSocket;
import java.net.Socket;
import java.net.SocketTimeoutException;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.TimeUnit;
import java.util.stream.IntStream;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.Arguments;
import org.junit.jupiter.params.provider.MethodSource;

/** What goes over the connections between every nginx and its upstream. */
public abstract class UpstreamContract extends WireContract {
    /** nginx gives most of an answer of this size on at once, but for what fills no buffer. */
    private static final int SHORT = 6_000;

    private static final int SHORT_AT_ONCE = 4_000;

    /** nginx holds most of an answer of this size back for some time. */
    private static final int HELD = 40_000;

    private static final NginxSettings HOLDS_BACK = NginxSettings.DEFAULT.with("limit_rate", "50k");

    @Test
    void whatConcernsOneConnectionIsNotPassedOn() throws Exception {
        try (RawOrigin upstream =
                        new RawOrigin(
                                socket -> RawOrigin.write(socket, "HTTP/1.1 204 No\r\n\r\n"));
                Nginx nginx = start(NginxSettings.DEFAULT, upstream.address());
                RawConnection connection = new RawConnection(nginx.address())) {
            connection.send(
                    "POST /"
                            + HOST
                            + "Connection: Upgrade, TE\r\nUpgrade: h2c\r\nTE: trailers\r\n"
                            + "Keep-Alive: timeout=5\r\nX-Own: yes\r\nContent-Length: 0\r\n\r\n");
            assertThat(connection.header()).startsWith("HTTP/1.1 204 ");

            assertThat(upstream.requests())
                    .singleElement()
                    .asString()
                    .startsWith("POST / HTTP/1.0\r\n")
                    .containsIgnoringCase("\r\nX-Own: yes\r\n")
                    .containsIgnoringCase("\r\nHost: origin\r\n")
                    .containsIgnoringCase("\r\nConnection: close\r\n")
                    .containsIgnoringCase("\r\nContent-Length: 0\r\n")
                    .doesNotContainIgnoringCase("\r\nUpgrade:")
                    .doesNotContainIgnoringCase("\r\nTE:")
                    .doesNotContainIgnoringCase("\r\nKeep-Alive:");
        }
    }

    static Stream<Arguments> endings() {
        String closed = "upstream prematurely closed connection while reading ";
        String reset = "(104: Connection reset by peer) while reading ";
        String length = "HTTP/1.1 200 OK\r\nContent-Length: 60000\r\n\r\n";
        String open = "HTTP/1.1 200 OK\r\n\r\n";
        List<Arguments> all = new ArrayList<>();
        all.add(arguments("", 0, "FIN", 502, closed + "response header from upstream"));
        all.add(arguments("", 0, "RST", 502, "recv() failed " + reset + "response header from"));
        for (int bytes : List.of(SHORT, HELD)) {
            all.add(arguments(length, bytes, "FIN", 200, closed + "upstream"));
            all.add(arguments(length, bytes, "RST", 200, reset + "upstream"));
            all.add(arguments(open, bytes, "RST", 200, reset + "upstream"));
            all.add(arguments(open, bytes, "FIN", 200, ""));
        }
        return all.stream();
    }

    /**
     * The shorter body is at the client when the upstream ends, of the longer one nginx still holds
     * most: it gives that on if the upstream has closed, and drops it after a reset.
     */
    @ParameterizedTest
    @MethodSource("endings")
    void anUpstreamThatEndsEarlyLeavesNoWholeAnswer(
            String header, int bytes, String ending, int status, String error) throws Exception {
        CountDownLatch seen = new CountDownLatch(1);
        RawOrigin.Script script =
                socket -> {
                    RawOrigin.write(socket, header + "x".repeat(bytes));
                    if (!header.isEmpty()) {
                        seen.await(20, TimeUnit.SECONDS);
                    }
                    if (ending.equals("RST")) {
                        RawOrigin.reset(socket);
                    }
                };
        try (RawOrigin upstream = new RawOrigin(script);
                Nginx nginx = start(HOLDS_BACK, upstream.address());
                RawConnection connection = new RawConnection(nginx.address())) {
            connection.send("GET /" + HOST + "Connection: close\r\n\r\n");

            assertThat(connection.header()).startsWith("HTTP/1.1 " + status + " ");
            int atOnce = bytes == SHORT ? SHORT_AT_ONCE : 0;
            String begun = connection.body(atOnce);
            seen.countDown();
            String rest = connection.rest();

            assertThat(rest).endsWith("FIN");
            if (error.isEmpty()) { // there is nothing that says how long it should be
                assertThat(rest).endsWith("\r\n0\r\n\r\nFIN");
                assertThat(nginx.errorLog()).noneMatch(line -> line.contains("[error]"));
            } else {
                assertThat(rest).doesNotEndWith("\r\n0\r\n\r\nFIN");
                awaitError(nginx, "[error]", error);
            }
            if (bytes > 0) {
                long body = (begun + rest).chars().filter(each -> each == 'x').count();
                if (ending.equals("FIN")) {
                    assertThat(body).isEqualTo(bytes);
                } else if (bytes == HELD) {
                    assertThat(body).isLessThan(HELD);
                }
            }
        }
    }

    @Test
    void whatIsHeldAtTheReadTimeoutAndWhatComesAfterItAreNotPassedOn() throws Exception {
        CountDownLatch timedOut = new CountDownLatch(1);
        RawOrigin.Script script =
                socket -> {
                    RawOrigin.write(
                            socket,
                            "HTTP/1.1 200 OK\r\nContent-Length: 60000\r\n\r\n" + "x".repeat(HELD));
                    timedOut.await(20, TimeUnit.SECONDS);
                    RawOrigin.write(socket, "x".repeat(60_000 - HELD));
                };
        try (RawOrigin upstream = new RawOrigin(script);
                Nginx nginx =
                        start(
                                NginxSettings.DEFAULT
                                        .with("limit_rate", "20k")
                                        .with("proxy_read_timeout", "300ms"),
                                upstream.address());
                RawConnection connection = new RawConnection(nginx.address())) {
            connection.send("GET /" + HOST + "\r\n");
            connection.header();
            awaitError(nginx, "upstream timed out (110: Connection timed out) while reading");
            timedOut.countDown();

            String rest = connection.rest();

            assertThat(rest).endsWith("FIN");
            assertThat(rest.length()).isBetween(8_000, HELD - 1);
        }
    }

    @Test
    void anUpstreamThatDoesNotAcceptIsAnsweredForWith504() throws Exception {
        List<Socket> waiting = new ArrayList<>();
        try (ServerSocket full = new ServerSocket(0, 1, InetAddress.getLoopbackAddress())) {
            InetSocketAddress address = (InetSocketAddress) full.getLocalSocketAddress();
            fill(address, waiting);
            try (Nginx nginx =
                    start(NginxSettings.DEFAULT.with("proxy_connect_timeout", "300ms"), address)) {
                RawAnswer answer = download(nginx, 10);

                assertThat(answer.status()).isEqualTo(504);
                error(nginx)
                        .contains(
                                "upstream timed out (110: Connection timed out) while connecting to"
                                        + " upstream, client: 127.0.0.1");
            }
        } finally {
            for (Socket each : waiting) {
                each.close();
            }
        }
    }

    /** Until the kernel leaves the next one unanswered. */
    private static void fill(InetSocketAddress address, List<Socket> waiting) throws IOException {
        while (true) {
            Socket socket = new Socket();
            waiting.add(socket);
            try {
                socket.connect(address, 300);
            } catch (SocketTimeoutException e) {
                return;
            }
        }
    }

    @Test
    void aHealthyFileIsAWarning() throws Exception {
        try (Nginx nginx =
                start(
                        NginxSettings.DEFAULT
                                .with("limit_rate", "1m")
                                .with("limit_rate_after", "160k"),
                        origin.address())) {
            assertThat(upload(nginx, 100_000, "warn").status()).isEqualTo(200);
            assertThat(download(nginx, 500_000).whole()).isTrue();

            await().untilAsserted(() -> assertThat(nginx.errorLog()).hasSize(2));
            assertThat(nginx.errorLog().get(0))
                    .contains("[warn]")
                    .containsPattern(
                            "\\*1 a client request body is buffered to a temporary file"
                                    + " .*/client_body_temp/0000000001, client: 127.0.0.1, server: ,"
                                    + " request: \"POST /upload\\?warn HTTP/1.1\", host: \"raw\"");
            assertThat(nginx.errorLog().get(1))
                    .contains("[warn]")
                    .containsPattern(
                            "\\*3 an upstream response is buffered to a temporary file"
                                    + " .*/proxy_temp/2/00/0000000002 while reading upstream, client:");
        }
    }

    @Test
    void aFileOfTheCacheIsCountedOnce() throws Exception {
        NginxSettings cached =
                NginxSettings.DEFAULT
                        .with("limit_rate", "1m")
                        .with("limit_rate_after", "160k")
                        .with("proxy_cache", "cache")
                        .with("proxy_cache_valid", "200 1m");
        try (Nginx nginx = start(cached.with(Breakage.PROXY_TEMP_STALE_PARTLY), origin.address())) {
            List<Boolean> whole = new ArrayList<>();
            for (int i = 1; i <= 8; i++) {
                whole.add(
                        client(nginx)
                                .get("/download?bytes=300000&cached=" + i, ReadPace.FAST)
                                .whole());
            }

            assertThat(whole)
                    .isEqualTo(IntStream.rangeClosed(1, 8).mapToObj(digit -> digit > 3).toList());
        }
    }
}
