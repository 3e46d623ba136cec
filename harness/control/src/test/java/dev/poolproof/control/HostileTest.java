package dev.poolproof.control;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.io.IOException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.net.Socket;
import java.net.http.HttpResponse;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import org.awaitility.Awaitility;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** Clients that mean no good. */
class HostileTest {
    private static final InetSocketAddress LOOPBACK =
            new InetSocketAddress(InetAddress.getLoopbackAddress(), 0);
    private static final ControlLimits TIGHT =
            new ControlLimits(4, 2000, Duration.ofMillis(400), Duration.ofSeconds(20));

    private Echo echo;
    private ControlServer server;
    private Control control;

    @BeforeEach
    void start() throws IOException {
        echo = new Echo();
        server =
                ControlServer.start(
                        new ControlOptions(LOOPBACK, new Access.ThisMachine(), 1, TIGHT));
        control = Control.of(server);
    }

    @AfterEach
    void stop() throws IOException {
        server.close();
        echo.close();
    }

    @Test
    void aBodyThatIsTooLargeIsAnsweredWith413() throws Exception {
        String body = "{'name':'" + "x".repeat(50_000) + "'}";

        HttpResponse<String> answer = control.send("POST", "/proxies", body);

        assertThat(answer.statusCode()).isEqualTo(413);
        assertThat(answer.headers().map()).containsKey("x-toxiproxy-request-id");
        assertThat(answer.headers().firstValue("X-Content-Type-Options")).hasValue("nosniff");
        assertThat(answer.headers().firstValue("Content-Type"))
                .as("as of any other error")
                .isEqualTo(
                        control.send("GET", "/proxies/none", "")
                                .headers()
                                .firstValue("Content-Type"));
        assertThat(control.send("GET", "/version", "").statusCode()).isEqualTo(200);
    }

    @ParameterizedTest
    @CsvSource({
        "nonsense, 400",
        "GET /version HTTP/9.9.9, 400",
        "'GET /version HTTP/1.1\r\nContent-Length: -5', 400",
        "'POST /proxies HTTP/1.1\r\nTransfer-Encoding: chunked\r\n\r\nzz', 400",
    })
    void whatIsNoHttpIsAnsweredWith400(String head, int status) throws Exception {
        assertThat(raw(head + "\r\n\r\n")).startsWith("HTTP/1.1 " + status + " ");
    }

    @Test
    void linesAndHeadersHaveAnEnd() throws Exception {
        assertThat(raw("GET /" + "a".repeat(9000) + " HTTP/1.1\r\n\r\n"))
                .startsWith("HTTP/1.1 414 ");
        assertThat(raw("GET / HTTP/1.1\r\nA: " + "a".repeat(9000) + "\r\n\r\n"))
                .startsWith("HTTP/1.1 431 ");
    }

    @Test
    void nestingHasAnEnd() throws Exception {
        assertThat(control.send("POST", "/populate", "[".repeat(1900)).statusCode()).isEqualTo(400);
    }

    @Test
    void aRequestThatTricklesIsCutOff() throws Exception {
        try (Socket slow = Echo.connect(HostPort.print(server.address()))) {
            slow.getOutputStream().write("GET /version HT".getBytes(UTF_8));

            assertThat(slow.getInputStream().read()).isEqualTo(-1);
        }
    }

    @Test
    void pipelinedRequestsAreAnsweredInTheirOrder() throws Exception {
        try (Socket socket = Echo.connect(HostPort.print(server.address()))) {
            socket.getOutputStream()
                    .write(
                            ("GET /version HTTP/1.1\r\n\r\nGET /none HTTP/1.1\r\n\r\n"
                                            + "GET /proxies HTTP/1.0\r\n\r\n")
                                    .getBytes(UTF_8));

            assertThat(new String(socket.getInputStream().readAllBytes(), UTF_8))
                    .containsSubsequence("200 OK", "2.12.0", "404 Not Found", "200 OK", "{}");
        }
    }

    @Test
    void slowClientsHoldUpNoProxiedByteAndNoOtherClientForLong() throws Exception {
        String listen = control.proxy("db", echo.address());
        List<Socket> slow = new ArrayList<>();
        for (int i = 0; i < 2 * TIGHT.connections(); i++) {
            Socket socket = Echo.connect(HostPort.print(server.address()));
            slow.add(socket);
            socket.getOutputStream().write('P');
        }

        try (Socket proxied = Echo.connect(listen)) {
            assertThat(Echo.echoes(proxied)).isTrue();
        }
        Awaitility.await()
                .ignoreExceptions() // refused as one too many, as long as the others are there
                .untilAsserted(
                        () ->
                                assertThat(control.send("GET", "/version", "").statusCode())
                                        .isEqualTo(200));
        for (Socket socket : slow) {
            socket.close();
        }
    }

    @Test
    void whoeverDoesNotKnowTheTokenIsRefused() throws Exception {
        ControlOptions options =
                new ControlOptions(
                        new InetSocketAddress("0.0.0.0", 0), new Access.Token("secret"), 1, TIGHT);
        try (ControlServer guarded = ControlServer.start(options)) {
            Control asked =
                    new Control(
                            "http://127.0.0.1:" + guarded.address().getPort(),
                            control.client(),
                            control.headers());

            assertThat(asked.send("GET", "/version", "").statusCode()).isEqualTo(401);
            assertThat(
                            asked.with("Authorization", "Bearer secrets")
                                    .send("POST", "/reset", "")
                                    .statusCode())
                    .isEqualTo(401);
            assertThat(
                            asked.with("Authorization", "Bearer secret")
                                    .send("POST", "/reset", "")
                                    .statusCode())
                    .isEqualTo(204);
        }
    }

    @Test
    void otherMachinesAreServedOnlyWithAToken() {
        assertThatThrownBy(
                        () ->
                                new ControlOptions(
                                        new InetSocketAddress("0.0.0.0", 0),
                                        new Access.ThisMachine(),
                                        1,
                                        TIGHT))
                .isInstanceOf(IllegalArgumentException.class)
                .hasMessageContaining("loopback");
    }

    private String raw(String request) throws IOException {
        try (Socket socket = Echo.connect(HostPort.print(server.address()))) {
            socket.getOutputStream().write(request.getBytes(UTF_8));
            return new String(socket.getInputStream().readAllBytes(), UTF_8);
        }
    }
}
