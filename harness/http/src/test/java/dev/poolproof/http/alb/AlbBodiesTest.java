package dev.poolproof.http.alb;

import static java.nio.charset.StandardCharsets.ISO_8859_1;
import static org.assertj.core.api.Assertions.assertThat;

import dev.poolproof.http.Payload;
import dev.poolproof.http.client.Answer;
import dev.poolproof.http.client.Upload;
import dev.poolproof.http.client.UploadFraming;
import dev.poolproof.http.client.jdk.JdkHttpClientAdapter;
import dev.poolproof.http.origin.Origin;
import dev.poolproof.http.origin.OriginSettings;
import dev.poolproof.http.raw.RawAnswer;
import dev.poolproof.http.raw.RawClient;
import dev.poolproof.http.raw.ReadPace;
import java.io.InputStream;
import java.net.URI;
import java.time.Duration;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;
import org.junit.jupiter.params.provider.ValueSource;

/** With the application behind it. */
class AlbBodiesTest {
    private static final int SIZE = 3 << 20; // more than the kernel holds of it

    private Origin origin;
    private Alb alb;

    @BeforeEach
    void start() throws Exception {
        origin = Origin.start(OriginSettings.DEFAULT.multipartLimit(2 * SIZE));
        alb = Alb.start(AlbSettings.DEFAULT, origin.address(), () -> Duration.ZERO, event -> {});
    }

    @AfterEach
    void stop() {
        alb.close();
        origin.close();
    }

    @ParameterizedTest
    @ValueSource(strings = {"content-length", "chunked"})
    void aDownloadPassesWholeToAClientThatStalls(String framing) throws Exception {
        ReadPace stalls = new ReadPace("stalls", Duration.ofMillis(500), Long.MAX_VALUE);

        RawAnswer answer =
                new RawClient(alb.address())
                        .get("/download?bytes=" + SIZE + "&framing=" + framing, stalls);

        assertThat(answer.whole()).isTrue();
        try (InputStream body = Payload.stream(SIZE)) {
            assertThat(answer.body().equals(new String(body.readAllBytes(), ISO_8859_1))).isTrue();
        }
    }

    @Test
    void aClientOfHttp10GetsAChunkedBodyWithoutItsChunks() throws Exception {
        String request = "GET /download?bytes=100&framing=chunked HTTP/1.0\r\nHost: x\r\n\r\n";

        try (Wire client = Wire.connect(alb.address()).send(request)) {
            assertThat(client.head()).doesNotContainIgnoringCase("transfer-encoding");
            assertThat(client.toEnd()).hasSize(100 + "FIN".length());
        }
    }

    @ParameterizedTest
    @EnumSource(
            value = UploadFraming.class,
            names = {"CONTENT_LENGTH", "CHUNKED"})
    void anUploadPassesWhole(UploadFraming framing) {
        URI uri = URI.create("http://127.0.0.1:" + alb.address().getPort() + "/upload");

        try (JdkHttpClientAdapter client = new JdkHttpClientAdapter()) {
            Answer answer = client.upload(new Upload(uri, SIZE, framing));

            assertThat(answer).isEqualTo(new Answer(200, 7, null));
        }
        assertThat(origin.served()).singleElement().extracting("bytes").isEqualTo((long) SIZE);
    }
}
