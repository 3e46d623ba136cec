package dev.poolproof.http.nginx;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import dev.poolproof.http.raw.RawAnswer;
import dev.poolproof.http.raw.ReadPace;
import dev.poolproof.model.scenario.Breakage;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** What every nginx does that keeps answers, in good health and where it cannot write them. */
public abstract class CacheContract extends BreakageContract {
    private static final NginxSettings CACHED =
            NginxSettings.DEFAULT.with("proxy_cache", "cache").with("proxy_cache_valid", "200 1m");

    private static final NginxSettings DENIED = CACHED.with(Breakage.PROXY_TEMP_DENIED);

    @ParameterizedTest
    @ValueSource(strings = {"content-length", "chunked"})
    void whatIsInTheCacheIsAnsweredWithoutTheOrigin(String framing) throws Exception {
        try (Nginx nginx = start(CACHED, origin.address())) {
            String target = "/download?bytes=100000&kept&framing=" + framing;
            RawAnswer first = client(nginx).get(target, ReadPace.FAST);
            await().until(() -> nginx.accessLog().size() == 1);

            RawAnswer second = client(nginx).get(target, ReadPace.FAST);

            assertThat(first.whole()).isTrue();
            assertThat(second.status()).isEqualTo(200);
            assertThat(second.whole()).isTrue();
            assertThat(second.body()).isEqualTo(first.body());
            assertThat(exceptionsOf(target)).hasSize(1);
            await().until(() -> nginx.accessLog().size() == 2);
            assertThat(nginx.accessLog().get(0)).endsWith(" upstream 200 \"OK\"");
            assertThat(nginx.accessLog().get(1)).endsWith(" upstream - \"OK\"");
        }
    }

    @Test
    void withACacheOnTopEvenSmallResponsesAreEmpty() throws Exception {
        try (Nginx nginx = start(DENIED, origin.address())) {
            RawAnswer answer = download(nginx, 1000);

            assertThat(answer.status()).isZero();
            assertThat(answer.ending()).isEqualTo("FIN");
            error(nginx).contains("[crit]", "/proxy_temp/1/00/0000000001\" failed (13: Permission");
            await().untilAsserted(
                            () ->
                                    assertThat(nginx.accessLog())
                                            .singleElement()
                                            .asString()
                                            .contains("\" 200 0 upstream 200 \"\""));
        }
    }

    @Test
    void aRepairHelpsTheCacheAtOnceToo() throws Exception {
        try (Nginx nginx = start(DENIED, origin.address())) {
            assertThat(download(nginx, 1000).whole()).isFalse();

            nginx.repair();

            assertThat(download(nginx, 1000).whole()).isTrue();
        }
    }

    @Test
    void whatIsNotKeptIsAnsweredAllTheSame() throws Exception {
        try (Nginx nginx = start(DENIED, origin.address())) {
            assertThat(client(nginx).get("/nothing", ReadPace.FAST).status()).isEqualTo(404);
            assertThat(upload(nginx, 1000, "cached").status()).isEqualTo(200);
            assertThat(nginx.errorLog()).isEmpty();
        }
    }

    @Test
    void withoutBufferingNothingIsKeptNorLost() throws Exception {
        try (Nginx nginx = start(DENIED.with("proxy_buffering", "off"), origin.address())) {
            for (String target : List.of("/download?bytes=1000&off", "/download?bytes=1000&off")) {
                assertThat(client(nginx).get(target, ReadPace.FAST).whole()).isTrue();
            }
            await().until(() -> exceptionsOf("/download?bytes=1000&off").size() == 2);
        }
    }
}
