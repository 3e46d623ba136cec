package dev.poolproof.http.nginx;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import dev.poolproof.http.origin.Origin;
import dev.poolproof.http.origin.OriginSettings;
import dev.poolproof.http.origin.Served;
import dev.poolproof.http.raw.RawAnswer;
import dev.poolproof.http.raw.RawClient;
import dev.poolproof.http.raw.ReadPace;
import dev.poolproof.model.scenario.Breakage;
import java.io.IOException;
import java.net.InetSocketAddress;
import java.util.ArrayList;
import java.util.List;
import java.util.stream.IntStream;
import org.assertj.core.api.AbstractStringAssert;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.TestInstance;
import org.junit.jupiter.api.TestInstance.Lifecycle;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;

/** What every nginx does that cannot write its files, the real ones and the emulation. */
@TestInstance(Lifecycle.PER_CLASS)
public abstract class BreakageContract {
    /**
     * Has loopback fail as a client far away does. nginx rests for 32 ms after each piece of 8 kB,
     * in which an origin on a busy machine too sends the 36 kB that are more than the buffers take.
     */
    static final NginxSettings FAR_AWAY =
            NginxSettings.DEFAULT.with("limit_rate", "256k").with("limit_rate_after", "160k");

    private static final int PASSES = 200_000;
    static final int FAILS = 8 << 20;

    Origin origin;

    /** Starts an nginx, or aborts the test where there is none. */
    protected abstract Nginx start(NginxSettings settings, InetSocketAddress origin)
            throws Exception;

    @BeforeAll
    void startOrigin() throws Exception {
        origin = Origin.start(OriginSettings.DEFAULT.multipartLimit(64 << 20));
    }

    @AfterAll
    void stopOrigin() {
        origin.close();
    }

    @Test
    void aResponseBeyondTheBuffersIsCutOffAfterStatus200WhenProxyTempIsDenied() throws Exception {
        try (Nginx nginx = start(FAR_AWAY.with(Breakage.PROXY_TEMP_DENIED), origin.address())) {
            assertThat(download(nginx, PASSES).whole()).isTrue();

            String target = "/download?bytes=" + FAILS + "&denied";
            RawAnswer answer = client(nginx).get(target, ReadPace.FAST);

            assertThat(answer.status()).isEqualTo(200);
            assertThat(answer.header()).containsIgnoringCase("Content-Length: " + FAILS);
            assertThat(answer.body().length()).isBetween(160_000, FAILS / 4);
            assertThat(answer.ending()).isEqualTo("FIN");
            await().untilAsserted(
                            () ->
                                    assertThat(exceptionsOf(target))
                                            .singleElement()
                                            .asString()
                                            .matches(
                                                    "ClientAbortException: java.io.IOException:"
                                                            + " (Connection reset by peer|Broken pipe)"));
            error(nginx)
                    .contains("[crit]")
                    .containsPattern(
                            "open\\(\\) \".*/proxy_temp/1/00/0000000001\" failed"
                                    + " \\(13: Permission denied\\) while reading upstream, client:"
                                    + " 127.0.0.1, server: , request: \"GET /download");
            await().untilAsserted(
                            () ->
                                    assertThat(nginx.accessLog())
                                            .last()
                                            .asString()
                                            .endsWith(" upstream 200 \"\""));
        }
    }

    @Test
    void aResponseThatFillsTheDiskIsCutOffWithAllThatWasInItsFile() throws Exception {
        try (Nginx nginx = start(FAR_AWAY.with(Breakage.PROXY_TEMP_FULL), origin.address())) {
            assertThat(download(nginx, 200_000 + Breakage.ROOM / 2).whole()).isTrue();

            RawAnswer answer = download(nginx, FAILS);

            assertThat(answer.status()).isEqualTo(200);
            assertThat(answer.body().length()).isBetween(160_000, FAILS / 4);
            assertThat(answer.ending()).isEqualTo("FIN");
            await().until(() -> nginx.errorLog().size() == 3);
            assertThat(nginx.errorLog().get(0))
                    .contains(
                            "[warn]",
                            "an upstream response is buffered to a temporary file",
                            "/proxy_temp/1/00/0000000001 while reading upstream, client:");
            assertThat(nginx.errorLog().get(1)).contains("[warn]", "/proxy_temp/2/00/0000000002");
            assertThat(nginx.errorLog().get(2))
                    .contains(
                            "[crit]",
                            "pwritev() \"",
                            "/proxy_temp/2/00/0000000002\" failed (28: No space left on device)"
                                    + " while reading upstream, client: 127.0.0.1");
            assertThat(download(nginx, 200_000 + Breakage.ROOM / 2).whole())
                    .as("its file takes no room any more")
                    .isTrue();
        }
    }

    @Test
    void aFileThatIsNoLongerThanTheRoomIsNotCutOff() throws Exception {
        NginxSettings shorter =
                FAR_AWAY.with("proxy_max_temp_file_size", "32k").with(Breakage.PROXY_TEMP_FULL);
        try (Nginx nginx = start(shorter, origin.address())) {
            assertThat(download(nginx, 500_000).whole()).isTrue();
            error(nginx).contains("[warn]");
        }
    }

    @ParameterizedTest
    @EnumSource(names = {"PROXY_TEMP_DENIED", "PROXY_TEMP_FULL"})
    void aRepairHelpsAtOnce(Breakage breakage) throws Exception {
        try (Nginx nginx = start(FAR_AWAY.with(breakage), origin.address())) {
            assertThat(download(nginx, 500_000).whole()).isFalse();

            nginx.repair();

            assertThat(download(nginx, 500_000).whole()).isTrue();
        }
    }

    @Test
    void staleDirectoriesOfSomeDigitsFailSomeRequests() throws Exception {
        try (Nginx nginx =
                start(FAR_AWAY.with(Breakage.PROXY_TEMP_STALE_PARTLY), origin.address())) {
            List<Boolean> whole = new ArrayList<>();
            for (int i = 0; i < 10; i++) {
                whole.add(download(nginx, 300_000).whole());
            }

            assertThat(whole)
                    .isEqualTo(IntStream.rangeClosed(1, 10).mapToObj(digit -> digit > 3).toList());
        }
    }

    @Test
    void staleDirectoriesOfAllDigitsFailEveryRequest() throws Exception {
        expectError(
                FAR_AWAY.with(Breakage.PROXY_TEMP_STALE),
                "open() \"",
                "/proxy_temp/1/00/0000000001\" failed (13: Permission denied)");
    }

    @Test
    void aDirectoryThatIsGoneIsNamedInTheLog() throws Exception {
        expectError(
                FAR_AWAY.with(Breakage.PROXY_TEMP_MISSING),
                "mkdir() \"",
                "/proxy_temp/1\" failed (2: No such file or directory)");
    }

    @Test
    void aDirectoryThatIsOnlyReadIsNamedInTheLog() throws Exception {
        expectError(
                FAR_AWAY.with(Breakage.PROXY_TEMP_READ_ONLY),
                "mkdir() \"",
                "/proxy_temp/1\" failed (13: Permission denied)");
    }

    @Test
    void aBodyThatNeedsAFileIsRefusedWhenClientBodyTempIsDenied() throws Exception {
        NginxSettings denied = NginxSettings.DEFAULT.with(Breakage.CLIENT_BODY_TEMP_DENIED);
        try (Nginx nginx = start(denied, origin.address())) {
            assertThat(upload(nginx, 5_000, "small").status()).isEqualTo(200);

            RawAnswer answer = upload(nginx, 100_000, "500");

            assertThat(answer.status()).isEqualTo(500);
            assertThat(exceptionsOf("/upload?500")).isEmpty();
            error(nginx)
                    .contains("[crit]", "/client_body_temp/0000000001\" failed (13: Permission");
        }
    }

    private void expectError(NginxSettings settings, String... texts) throws Exception {
        try (Nginx nginx = start(settings, origin.address())) {
            assertThat(download(nginx, 300_000).whole()).isFalse();
            error(nginx).contains(texts);
        }
    }

    /** The only line of the error log, which a container hands over late. */
    static AbstractStringAssert<?> error(Nginx nginx) throws IOException {
        await().until(() -> !nginx.errorLog().isEmpty());
        return assertThat(nginx.errorLog()).singleElement().asString();
    }

    List<String> exceptionsOf(String target) {
        return origin.served().stream()
                .filter(served -> served.request().endsWith(target))
                .map(Served::exception)
                .toList();
    }

    static RawClient client(Nginx nginx) {
        return new RawClient(nginx.address());
    }

    static RawAnswer download(Nginx nginx, int bytes) throws Exception {
        return client(nginx).get("/download?bytes=" + bytes, ReadPace.FAST);
    }

    static RawAnswer upload(Nginx nginx, int bytes, String name) throws Exception {
        return client(nginx)
                .send(
                        "POST /upload?"
                                + name
                                + " HTTP/1.1\r\nHost: raw\r\nConnection: close\r\nContent-Length: "
                                + bytes
                                + "\r\n\r\n"
                                + "x".repeat(bytes),
                        ReadPace.FAST);
    }
}
