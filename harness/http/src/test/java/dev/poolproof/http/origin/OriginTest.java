package dev.poolproof.http.origin;

import static java.nio.charset.StandardCharsets.US_ASCII;
import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import dev.poolproof.http.Payload;
import java.io.IOException;
import java.io.InputStream;
import java.net.Socket;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpRequest.BodyPublishers;
import java.net.http.HttpResponse;
import java.net.http.HttpResponse.BodyHandlers;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class OriginTest {
    private static final int LIMIT = 100_000;
    private static Origin origin;

    private final HttpClient client = HttpClient.newHttpClient();

    @BeforeAll
    static void start() throws IOException {
        origin = Origin.start(OriginSettings.DEFAULT.multipartLimit(LIMIT));
    }

    @AfterAll
    static void stop() {
        origin.close();
    }

    @Test
    void aDownloadIsTheWholeFileWithItsLength() throws Exception {
        HttpResponse<byte[]> response = get("/download?bytes=100000");

        assertThat(response.headers().firstValue("Content-Length")).hasValue("100000");
        assertThat(response.body()).isEqualTo(payload(100_000));
    }

    @Test
    void aChunkedDownloadIsTheWholeFileWithoutItsLength() throws Exception {
        HttpResponse<byte[]> response = get("/download?bytes=100000&framing=chunked");

        assertThat(response.headers().firstValue("Content-Length")).isEmpty();
        assertThat(response.body()).isEqualTo(payload(100_000));
    }

    @Test
    void aClientThatResetsItsDownloadIsInTheJournal() throws Exception {
        String request = "GET /download?bytes=64000000";
        try (Socket socket =
                new Socket(origin.address().getAddress(), origin.address().getPort())) {
            socket.getOutputStream().write((request + " HTTP/1.0\r\n\r\n").getBytes(US_ASCII));
            assertThat(socket.getInputStream().read()).isEqualTo('H');
            socket.setSoLinger(true, 0);
        }

        await().untilAsserted(
                        () ->
                                assertThat(origin.served())
                                        .filteredOn(served -> served.request().equals(request))
                                        .extracting(Served::exception)
                                        .singleElement()
                                        .isIn(
                                                "ClientAbortException: java.io.IOException:"
                                                        + " Connection reset by peer",
                                                "ClientAbortException: java.io.IOException:"
                                                        + " Broken pipe"));
    }

    @Test
    void anUploadUpToTheLimitIsTaken() throws Exception {
        HttpResponse<String> response = upload(LIMIT - 1000);

        assertThat(response.statusCode()).isEqualTo(200);
        assertThat(response.body()).isEqualTo(Integer.toString(LIMIT - 1000));
    }

    @Test
    void anUploadAboveTheLimitIsRefusedInTheApplicationsOwnWords() throws Exception {
        HttpResponse<String> response = upload(LIMIT + 1);

        assertThat(response.statusCode()).isEqualTo(413);
        assertThat(response.body()).isEqualTo(UploadServlet.TOO_LARGE);
    }

    @ParameterizedTest
    @ValueSource(strings = {"multipart/form-data", "multipart/form-data; boundary=b"})
    void anUploadThatCannotBeReadIsABadRequest(String type) throws Exception {
        HttpResponse<String> response =
                client.send(
                        HttpRequest.newBuilder(uri("/upload"))
                                .header("Content-Type", type)
                                .POST(
                                        BodyPublishers.ofString(
                                                "--b\r\nContent-Disposition: form-data; name=\"f\"\r\n\r\nno end"))
                                .build(),
                        BodyHandlers.ofString());

        assertThat(response.statusCode()).isEqualTo(400);
    }

    @Test
    void whatHasComeOfABrokenUploadIsInTheJournal() throws Exception {
        String request = "POST /upload?broken";
        try (Socket socket =
                new Socket(origin.address().getAddress(), origin.address().getPort())) {
            socket.getOutputStream()
                    .write(
                            (request
                                            + " HTTP/1.1\r\nHost: x\r\nContent-Length: 1000\r\n\r\n"
                                            + "x".repeat(600))
                                    .getBytes(US_ASCII));
        }

        await().untilAsserted(
                        () ->
                                assertThat(origin.served())
                                        .filteredOn(served -> served.request().equals(request))
                                        .singleElement()
                                        .matches(served -> served.exception() != null)
                                        .extracting(Served::bytes)
                                        .isEqualTo(600L));
    }

    @Test
    void whatHasGoneOfABrokenSlowAnswerIsInTheJournal() throws Exception {
        String request = "GET /slow?bytes=64000000";
        try (Socket socket =
                new Socket(origin.address().getAddress(), origin.address().getPort())) {
            socket.getOutputStream()
                    .write((request + " HTTP/1.1\r\nHost: x\r\n\r\n").getBytes(US_ASCII));
            socket.getInputStream().readNBytes(20_000);
            socket.setSoLinger(true, 0);
        }

        await().untilAsserted(
                        () ->
                                assertThat(origin.served())
                                        .filteredOn(served -> served.request().equals(request))
                                        .singleElement()
                                        .matches(served -> served.exception() != null)
                                        .matches(served -> served.bytes() >= 10_000));
    }

    @Test
    void aSlowAnswerBeginsNotBeforeItsTime() throws Exception {
        long beforeNanos = System.nanoTime();

        HttpResponse<byte[]> response = get("/slow?headers-after=200ms&body-after=100ms&bytes=10");

        assertThat(Duration.ofNanos(System.nanoTime() - beforeNanos))
                .isGreaterThanOrEqualTo(Duration.ofMillis(300));
        assertThat(response.body()).isEqualTo(payload(10));
    }

    @Test
    void anIdleConnectionIsClosedWhenTomcatLooksForTheFirstTimeAfterItsTimeout() throws Exception {
        Duration timeout = Duration.ofMillis(300);
        OriginSettings often =
                OriginSettings.DEFAULT.keepAliveTimeout(timeout, Duration.ofMillis(20));
        List<Duration> idle = new ArrayList<>();
        try (Origin quick = Origin.start(often)) {
            for (int i = 0; i < 3; i++) {
                idle.add(idle(quick));
            }
        }

        assertThat(idle).allSatisfy(each -> assertThat(each).isGreaterThanOrEqualTo(timeout));
        // One that looks once a second, and has nothing else to do, finds it after that.
        assertThat(idle).anySatisfy(each -> assertThat(each).isLessThan(Duration.ofSeconds(1)));
    }

    @Test
    void theNextTomcatIsNotToldOfThisOnesDirectory() {
        assertThat(System.getProperty("catalina.home")).isNull();
        assertThat(System.getProperty("catalina.base")).isNull();
    }

    /** How long a connection stays open from its first request on. */
    private static Duration idle(Origin of) throws IOException {
        try (Socket socket = new Socket(of.address().getAddress(), of.address().getPort())) {
            long beforeNanos = System.nanoTime();
            socket.getOutputStream()
                    .write("HEAD /download HTTP/1.1\r\nHost: x\r\n\r\n".getBytes(US_ASCII));
            socket.getInputStream().readAllBytes();
            return Duration.ofNanos(System.nanoTime() - beforeNanos);
        }
    }

    private HttpResponse<byte[]> get(String target) throws Exception {
        return client.send(HttpRequest.newBuilder(uri(target)).build(), BodyHandlers.ofByteArray());
    }

    private HttpResponse<String> upload(int bytes) throws Exception {
        String head = "--b\r\nContent-Disposition: form-data; name=\"f\"; filename=\"f\"\r\n\r\n";
        return client.send(
                HttpRequest.newBuilder(uri("/upload"))
                        .header("Content-Type", "multipart/form-data; boundary=b")
                        .POST(
                                BodyPublishers.concat(
                                        BodyPublishers.ofString(head),
                                        BodyPublishers.ofByteArray(payload(bytes)),
                                        BodyPublishers.ofString("\r\n--b--\r\n")))
                        .build(),
                BodyHandlers.ofString());
    }

    private static URI uri(String target) {
        return URI.create("http://127.0.0.1:" + origin.address().getPort() + target);
    }

    private static byte[] payload(int bytes) throws IOException {
        try (InputStream stream = Payload.stream(bytes)) {
            return stream.readAllBytes();
        }
    }
}
