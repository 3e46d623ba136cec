package dev.poolproof.http.client;

import static org.assertj.core.api.Assertions.assertThat;

import dev.poolproof.http.client.apache.ApacheHttpClientAdapter;
import dev.poolproof.http.emulation.EmulatedNginx;
import dev.poolproof.http.nginx.Nginx;
import dev.poolproof.http.nginx.NginxSettings;
import dev.poolproof.http.origin.Origin;
import dev.poolproof.http.origin.OriginSettings;
import dev.poolproof.model.scenario.Breakage;
import java.net.URI;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.FieldSource;

class HttpClientsTest {
    private static final int FILE = 2 << 20;
    static final List<String> KINDS =
            HttpClientKind.ALL.stream().map(HttpClientKind::name).toList();

    private static Origin origin;
    private static Nginx healthy;
    private static Nginx broken;

    @BeforeAll
    static void start() throws Exception {
        origin = Origin.start(OriginSettings.DEFAULT.multipartLimit(64 << 20));
        healthy = EmulatedNginx.start(NginxSettings.DEFAULT, origin.address());
        broken =
                EmulatedNginx.start(
                        NginxSettings.DEFAULT
                                .with("limit_rate", "64k")
                                .with("limit_rate_after", "64k")
                                .with(Breakage.PROXY_TEMP_DENIED),
                        origin.address());
    }

    @AfterAll
    static void stop() {
        broken.close();
        healthy.close();
        origin.close();
    }

    @ParameterizedTest
    @FieldSource("KINDS")
    void aWholeDownloadIsTakenForWhole(String kind) throws Exception {
        Answer answer = download(kind, healthy, "");

        assertThat(answer).isEqualTo(new Answer(200, FILE, null));
    }

    @ParameterizedTest
    @FieldSource("KINDS")
    void anUploadArrives(String kind) throws Exception {
        for (UploadFraming framing : UploadFraming.values()) {
            Answer answer = upload(kind, "/upload", 500_000, framing);

            assertThat(answer).as(framing.toString()).isEqualTo(new Answer(200, 6, null));
        }
    }

    @ParameterizedTest
    @FieldSource("KINDS")
    void theReaderIsToldOfEveryByte(String kind) throws Exception {
        List<Long> totals = new ArrayList<>();
        try (HttpClientAdapter client = open(kind)) {
            client.download(uri(healthy, "/download?bytes=100000"), totals::add);
        }

        assertThat(totals).isSorted().last().isEqualTo(100_000L);
    }

    @ParameterizedTest
    @FieldSource("KINDS")
    void onlyUrlConnectionBeforeJdk24TakesAShortBodyOfKnownLengthForWhole(String kind)
            throws Exception {
        Answer answer = download(kind, broken, "");

        assertThat(answer.status()).isEqualTo(200);
        assertThat(answer.bytes()).isBetween(1L, FILE - 1L);
        // JDK-8335135, fixed in 24; seen with 17.0.15 and 25.
        assertThat(answer.isSilentlyShort(FILE))
                .isEqualTo(kind.equals("http-url-connection") && Runtime.version().feature() < 24);
    }

    @ParameterizedTest
    @FieldSource("KINDS")
    void nobodyTakesAShortChunkedBodyForWhole(String kind) throws Exception {
        Answer answer = download(kind, broken, "&framing=chunked");

        assertThat(answer.status()).isEqualTo(200);
        assertThat(answer.thrown()).isNotNull();
    }

    /** HTTP/1.0 has no other sign of the end than the connection's. */
    @Test
    void aClientOfHttp10TakesAShortBodyOfUnknownLengthForWhole() throws Exception {
        try (HttpClientAdapter client =
                new ApacheHttpClientAdapter(Map.of("version", "HTTP/1.0"))) {
            Answer answer =
                    client.download(
                            uri(broken, "/download?bytes=" + FILE + "&framing=chunked"),
                            BodyReader.FAST);

            assertThat(answer.status()).isEqualTo(200);
            assertThat(answer.isSilentlyShort(FILE)).as(answer.toString()).isTrue();
        }
    }

    @ParameterizedTest
    @FieldSource("KINDS")
    void aRefusedUploadIsA413(String kind) throws Exception {
        for (UploadFraming framing : UploadFraming.values()) {
            if (framing == UploadFraming.EXPECT_CONTINUE && kind.equals("jdk-http-client")) {
                continue; // never ends with an older JDK 17, see the adapter
            }
            Answer answer = upload(kind, "/upload", 3_000_000, framing);

            assertThat(answer.status()).as(framing + ": " + answer).isEqualTo(413);
        }
    }

    private static Answer download(String kind, Nginx nginx, String framing) throws Exception {
        try (HttpClientAdapter client = open(kind)) {
            return client.download(
                    uri(nginx, "/download?bytes=" + FILE + framing), BodyReader.FAST);
        }
    }

    private static Answer upload(String kind, String target, long bytes, UploadFraming framing)
            throws Exception {
        try (HttpClientAdapter client = open(kind)) {
            return client.upload(new Upload(uri(healthy, target), bytes, framing));
        }
    }

    private static HttpClientAdapter open(String kind) throws Exception {
        String adapter =
                HttpClientKind.ALL.stream()
                        .filter(each -> each.name().equals(kind))
                        .findFirst()
                        .orElseThrow()
                        .adapterClass();
        return Class.forName(adapter)
                .asSubclass(HttpClientAdapter.class)
                .getConstructor()
                .newInstance();
    }

    private static URI uri(Nginx nginx, String target) {
        return URI.create("http://127.0.0.1:" + nginx.address().getPort() + target);
    }
}
