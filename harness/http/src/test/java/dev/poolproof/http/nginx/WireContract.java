package dev.poolproof.http.nginx;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import dev.poolproof.http.origin.Origin;
import dev.poolproof.http.origin.OriginSettings;
import dev.poolproof.http.raw.RawAnswer;
import dev.poolproof.http.raw.RawConnection;
import dev.poolproof.http.raw.ReadPace;
import java.io.IOException;
import java.net.InetSocketAddress;
import java.time.Duration;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** What goes over the connections between every nginx and its clients. */
public abstract class WireContract extends NginxContract {
    static final String HOST = " HTTP/1.1\r\nHost: raw\r\n";
    private static final String NEXT = "GET /download?bytes=10" + HOST + "\r\n";

    /**
     * nginx rests for some tenths of a second after the last bytes of what is longer than 30 kB.
     */
    private static final NginxSettings RESTS =
            NginxSettings.DEFAULT.with("limit_rate", "20k").with("limit_rate_after", "30k");

    @ParameterizedTest
    @CsvSource({
        "GET /download?bytes=40000, HTTP/1.1, 40000",
        "GET /download?bytes=40000, HTTP/1.0, 40000",
        "GET /download?bytes=0, HTTP/1.1, 0",
        "HEAD /download?bytes=40000, HTTP/1.1, 0",
    })
    void aConnectionCarriesTheNextRequestAtOnce(String line, String version, int bytes)
            throws Exception {
        try (Nginx nginx = start(RESTS, origin.address());
                RawConnection connection = new RawConnection(nginx.address())) {
            connection.send(
                    line + " " + version + "\r\nHost: raw\r\nConnection: keep-alive\r\n\r\n");

            assertThat(connection.header()).contains(" 200", "Connection: keep-alive");
            connection.body(bytes);
            connection.send(NEXT);

            assertThat(connection.header()).contains(" 200").contains("Content-Length: 10\r\n");
            connection.body(10);
        }
    }

    @Test
    void aConnectionCarriesTheNextRequestAfterChunks() throws Exception {
        try (Nginx nginx = start(RESTS, origin.address());
                RawConnection connection = new RawConnection(nginx.address())) {
            connection.send("GET /download?bytes=40000&framing=chunked" + HOST + "\r\n");

            assertThat(connection.header()).contains("Transfer-Encoding: chunked");
            assertThat(connection.chunkedBody()).isEqualTo(40_000);
            connection.send(NEXT);

            assertThat(connection.header()).contains(" 200");
        }
    }

    @Test
    void anAnswerOfNginxsOwnToHeadHasNoBody() throws Exception {
        try (Nginx nginx = start(NginxSettings.DEFAULT, nobody());
                RawConnection connection = new RawConnection(nginx.address())) {
            for (int i = 0; i < 2; i++) {
                connection.send("HEAD /" + HOST + "\r\n");

                assertThat(connection.header())
                        .startsWith("HTTP/1.1 502 ")
                        .contains("Content-Length: " + 157 + "\r\n");
            }
            await().untilAsserted(
                            () ->
                                    assertThat(nginx.accessLog())
                                            .containsOnly(
                                                    "\"HEAD / HTTP/1.1\" 502 0 upstream 502"
                                                            + " \"OK\""));
        }
    }

    @Test
    void aClientOfHttp10GetsAnUnknownLengthUntilTheEnd() throws Exception {
        try (Nginx nginx = start(NginxSettings.DEFAULT, origin.address())) {
            RawAnswer answer =
                    client(nginx)
                            .send(
                                    "GET /download?bytes=1000&framing=chunked HTTP/1.0\r\n\r\n",
                                    ReadPace.FAST);

            assertThat(answer.status()).isEqualTo(200);
            assertThat(answer.header()).doesNotContain("Transfer-Encoding", "Content-Length");
            assertThat(answer.body()).hasSize(1000);
            assertThat(answer.ending()).isEqualTo("FIN");
        }
    }

    @Test
    void aChunkedBodyAboveTheLimitIsRefusedInItsMiddle() throws Exception {
        String chunk = "4000\r\n" + "x".repeat(0x4000) + "\r\n";
        try (Nginx nginx =
                        start(
                                NginxSettings.DEFAULT.with("client_max_body_size", "64k"),
                                origin.address());
                RawConnection connection = new RawConnection(nginx.address())) {
            connection.send("POST /upload?chunked" + HOST + "Transfer-Encoding: chunked\r\n\r\n");
            connection.send(chunk.repeat(5));

            assertThat(connection.header()).startsWith("HTTP/1.1 413 ");
            connection.body(183);
            assertThat(connection.rest()).isEqualTo("FIN"); // though the body is not over
            assertThat(exceptionsOf("/upload?chunked")).isEmpty();
            awaitError(
                    nginx,
                    "[error]",
                    "client intended to send too large chunked body: 65536+16384 bytes, client:");
        }
    }

    @Test
    void aClientThatExpectsToGoOnIsToldTo() throws Exception {
        try (Nginx nginx = start(NginxSettings.DEFAULT, origin.address());
                RawConnection connection = new RawConnection(nginx.address())) {
            connection.send(
                    "POST /upload" + HOST + "Expect: 100-continue\r\nContent-Length: 3\r\n\r\n");
            assertThat(connection.header()).startsWith("HTTP/1.1 100 ");
            connection.send("abc");
            assertThat(connection.header()).startsWith("HTTP/1.1 200 ");
        }
    }

    @Test
    void aClientThatExpectsToGoOnIsToldOfTheLimitInstead() throws Exception {
        try (Nginx nginx = start(NginxSettings.DEFAULT, origin.address());
                RawConnection connection = new RawConnection(nginx.address())) {
            connection.send(
                    "POST /upload"
                            + HOST
                            + "Expect: 100-continue\r\nContent-Length: 3000000\r\n\r\n");
            assertThat(connection.header()).startsWith("HTTP/1.1 413 ");
        }
    }

    @Test
    void aClientThatLeavesIsA499() throws Exception {
        try (Nginx nginx = start(NginxSettings.DEFAULT, origin.address())) {
            String line = "GET /slow?headers-after=30s&bytes=1 HTTP/1.1";
            try (RawConnection connection = new RawConnection(nginx.address())) {
                connection.send(line + "\r\nHost: raw\r\n\r\n");
            }

            await().untilAsserted(
                            () ->
                                    assertThat(nginx.accessLog())
                                            .containsExactly(
                                                    "\"" + line + "\" 499 0 upstream - \"\""));
        }
    }

    @Test
    void aClientThatIsSilentAfterARefusalIsNotWaitedFor() throws Exception {
        try (Nginx nginx =
                        start(
                                NginxSettings.DEFAULT.with("lingering_timeout", "300ms"),
                                origin.address());
                RawConnection connection = new RawConnection(nginx.address())) {
            connection.send("POST /upload" + HOST + "Content-Length: 3000000\r\n\r\nxyz");

            assertThat(connection.header()).startsWith("HTTP/1.1 413 ");
            connection.body(183);
            assertThat(connection.rest()).isEqualTo("FIN");
        }
    }

    @Test
    void aConnectionThatIsNotUsedIsClosed() throws Exception {
        try (Nginx nginx =
                        start(
                                NginxSettings.DEFAULT.with("keepalive_timeout", "300ms"),
                                origin.address());
                RawConnection connection = new RawConnection(nginx.address())) {
            long beforeNanos = System.nanoTime();
            connection.send(NEXT);
            assertThat(connection.header()).contains("Connection: keep-alive");
            connection.body(10);

            assertThat(connection.rest()).isEqualTo("FIN");
            assertThat(Duration.ofNanos(System.nanoTime() - beforeNanos))
                    .isGreaterThanOrEqualTo(Duration.ofMillis(295)); // nginx's clock is coarse
        }
    }

    @Test
    void withoutKeepAliveEveryAnswerEndsItsConnection() throws Exception {
        try (Nginx nginx =
                        start(
                                NginxSettings.DEFAULT.with("keepalive_timeout", "0"),
                                origin.address());
                RawConnection connection = new RawConnection(nginx.address())) {
            connection.send(NEXT);

            assertThat(connection.header()).contains("Connection: close");
            connection.body(10);
            assertThat(connection.rest()).isEqualTo("FIN");
        }
    }

    @Test
    void whatIsNoRequestIsA400() throws Exception {
        try (Nginx nginx = start(NginxSettings.DEFAULT, origin.address());
                RawConnection connection = new RawConnection(nginx.address())) {
            connection.send("GARBAGE / NONSENSE\r\n\r\n");

            assertThat(connection.header())
                    .startsWith("HTTP/1.1 400 ")
                    .contains("Connection: close");
            connection.body(157);
            assertThat(connection.rest()).isEqualTo("FIN");
        }
    }

    static InetSocketAddress nobody() throws IOException {
        try (Origin gone = Origin.start(OriginSettings.DEFAULT)) {
            return gone.address();
        }
    }

    static void awaitError(Nginx nginx, String... texts) {
        await().untilAsserted(() -> assertThat(nginx.errorLog()).last().asString().contains(texts));
    }
}
