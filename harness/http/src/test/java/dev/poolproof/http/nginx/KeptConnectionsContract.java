package dev.poolproof.http.nginx;

import static java.nio.charset.StandardCharsets.ISO_8859_1;
import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import dev.poolproof.http.raw.RawConnection;
import dev.poolproof.http.raw.RawOrigin;
import java.io.IOException;
import java.net.Socket;
import java.util.Locale;
import java.util.concurrent.atomic.AtomicInteger;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** What every nginx does with connections to its upstream that are kept. */
public abstract class KeptConnectionsContract extends UpstreamContract {
    private static final NginxSettings KEEPS =
            NginxSettings.DEFAULT
                    .with("keepalive", "8")
                    .with("proxy_http_version", "1.1")
                    .with("proxy_set_header", "Connection \"\"");

    private static final String ANSWER = "HTTP/1.1 200 OK\r\nContent-Length: 2\r\n\r\nok";

    @Test
    void oneConnectionCarriesManyRequestsUntilItsNumberIsReachedOrTheUpstreamCloses()
            throws Exception {
        assertThat(connectionsOfTwoRequests(KEEPS, ANSWER)).isEqualTo(1);
        assertThat(connectionsOfTwoRequests(KEEPS.with("upstream_keepalive_requests", "1"), ANSWER))
                .isEqualTo(2);
        assertThat(
                        connectionsOfTwoRequests(
                                KEEPS, ANSWER.replace("\r\n\r\n", "\r\nConnection: close\r\n\r\n")))
                .isEqualTo(2);
        assertThat(connectionsOfTwoRequests(NginxSettings.DEFAULT, ANSWER)).isEqualTo(2);
    }

    @ParameterizedTest
    @CsvSource({"1.0, Connection close", "1.1, Connection \"\"", "1.1, Connection close"})
    void theUpstreamIsAskedInTheVersionAndWithTheConnectionHeaderThatAreSet(
            String version, String header) throws Exception {
        try (RawOrigin upstream = new RawOrigin(socket -> RawOrigin.write(socket, ANSWER));
                Nginx nginx =
                        start(
                                NginxSettings.DEFAULT
                                        .with("proxy_http_version", version)
                                        .with("proxy_set_header", header),
                                upstream.address());
                RawConnection connection = new RawConnection(nginx.address())) {
            ask(connection, "GET", "200");

            assertThat(upstream.requests())
                    .singleElement()
                    .asString()
                    .startsWith("GET / HTTP/" + version + "\r\n")
                    .matches(
                            request ->
                                    request.toLowerCase(Locale.ROOT).contains("connection: close")
                                            == header.endsWith("close"));
        }
    }

    @Test
    void anIdleConnectionIsClosedAtItsTimeout() throws Exception {
        AtomicInteger ended = new AtomicInteger();
        RawOrigin.Script script =
                socket -> {
                    RawOrigin.write(socket, ANSWER);
                    if (socket.getInputStream().read() < 0) {
                        ended.incrementAndGet();
                    }
                };
        try (RawOrigin upstream = new RawOrigin(script);
                Nginx nginx =
                        start(
                                KEEPS.with("upstream_keepalive_timeout", "300ms"),
                                upstream.address());
                RawConnection connection = new RawConnection(nginx.address())) {
            ask(connection, "GET", "200");

            await().until(() -> ended.get() == 1);
        }
    }

    /** As if what it had sent before had crossed the request. */
    @ParameterizedTest
    @CsvSource({
        "GET, FIN, error timeout, 200, '502, 200'",
        "GET, RST, error timeout, 200, '502, 200'",
        "POST, FIN, error timeout, 502, 502",
        "POST, RST, error timeout, 502, 502",
        "POST, FIN, error timeout non_idempotent, 200, '502, 200'",
        "GET, FIN, off, 502, 502",
    })
    void whatIsLostWithAKeptConnectionIsSentAgainUnlessItIsAPost(
            String method, String ending, String repeated, String status, String upstreamStatus)
            throws Exception {
        AtomicInteger connections = new AtomicInteger();
        RawOrigin.Script script =
                socket -> {
                    boolean first = connections.incrementAndGet() == 1;
                    RawOrigin.write(socket, ANSWER);
                    skipHeader(socket);
                    if (first && ending.equals("RST")) {
                        RawOrigin.reset(socket);
                    }
                };
        try (RawOrigin upstream = new RawOrigin(script);
                Nginx nginx =
                        start(KEEPS.with("proxy_next_upstream", repeated), upstream.address());
                RawConnection connection = new RawConnection(nginx.address())) {
            ask(connection, "GET", "200");

            ask(connection, method, status);

            error(nginx)
                    .contains(
                            ending.equals("FIN")
                                    ? "upstream prematurely closed connection while reading"
                                            + " response header from upstream, client: "
                                    : "recv() failed (104: Connection reset by peer) while reading"
                                            + " response header from upstream, client: ");
            await().untilAsserted(
                            () ->
                                    assertThat(nginx.accessLog())
                                            .last()
                                            .asString()
                                            .contains(" upstream " + upstreamStatus + " \"OK\""));
        }
    }

    @Test
    void anAnswerThatIsLateOverAKeptConnectionIsNotAskedForAgain() throws Exception {
        AtomicInteger connections = new AtomicInteger();
        RawOrigin.Script script =
                socket -> {
                    connections.incrementAndGet();
                    RawOrigin.write(socket, ANSWER);
                    skipHeader(socket);
                    skipHeader(socket);
                };
        try (RawOrigin upstream = new RawOrigin(script);
                Nginx nginx = start(KEEPS.with("proxy_read_timeout", "500ms"), upstream.address());
                RawConnection connection = new RawConnection(nginx.address())) {
            ask(connection, "GET", "200");

            ask(connection, "GET", "504");

            assertThat(connections).hasValue(1);
        }
    }

    private int connectionsOfTwoRequests(NginxSettings settings, String answer) throws Exception {
        AtomicInteger connections = new AtomicInteger();
        RawOrigin.Script script =
                socket -> {
                    connections.incrementAndGet();
                    while (true) {
                        RawOrigin.write(socket, answer);
                        skipHeader(socket);
                    }
                };
        try (RawOrigin upstream = new RawOrigin(script);
                Nginx nginx = start(settings, upstream.address());
                RawConnection connection = new RawConnection(nginx.address())) {
            ask(connection, "GET", "200");
            ask(connection, "POST", "200");
            return connections.get();
        }
    }

    private static void ask(RawConnection connection, String method, String status)
            throws IOException {
        connection.send(method + " /" + HOST + "Content-Length: 0\r\n\r\n");
        String header = connection.header();
        assertThat(header).startsWith("HTTP/1.1 " + status + " ");
        connection.body(
                Integer.parseInt(header.replaceAll("(?s).*Content-Length: (\\d+).*", "$1")));
    }

    private static void skipHeader(Socket socket) throws IOException {
        StringBuilder header = new StringBuilder();
        byte[] one = new byte[1];
        while (header.indexOf("\r\n\r\n") < 0) {
            if (socket.getInputStream().read(one) < 0) {
                throw new IOException("nginx has closed the connection");
            }
            header.append(new String(one, ISO_8859_1));
        }
    }
}
