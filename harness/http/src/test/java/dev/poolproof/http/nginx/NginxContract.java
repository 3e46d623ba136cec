package dev.poolproof.http.nginx;

import static org.assertj.core.api.Assertions.assertThat;

import dev.poolproof.http.origin.Origin;
import dev.poolproof.http.origin.OriginSettings;
import dev.poolproof.http.raw.RawAnswer;
import dev.poolproof.http.raw.ReadPace;
import dev.poolproof.model.scenario.Breakage;
import java.net.InetSocketAddress;
import java.util.List;
import org.junit.jupiter.api.Test;

/**
 * What every nginx does beside that. The lengths of its pages, which have its version, are those of
 * 1.22.1 and of all that are written with as many characters.
 */
public abstract class NginxContract extends CacheContract {
    @Test
    void withoutBufferingOrWithoutFilesNothingIsCutOff() throws Exception {
        for (NginxSettings fixed :
                List.of(
                        FAR_AWAY.with("proxy_buffering", "off"),
                        FAR_AWAY.with("proxy_max_temp_file_size", "0"))) {
            try (Nginx nginx = start(fixed.with(Breakage.PROXY_TEMP_DENIED), origin.address())) {
                assertThat(download(nginx, 500_000).whole()).as(fixed.toString()).isTrue();
                assertThat(nginx.errorLog()).isEmpty();
            }
        }
    }

    @Test
    void largerBuffersHelpUpToTheirSize() throws Exception {
        NginxSettings larger =
                FAR_AWAY.with("proxy_buffers", "16 16k").with("proxy_buffer_size", "16k");
        try (Nginx nginx = start(larger.with(Breakage.PROXY_TEMP_DENIED), origin.address())) {
            assertThat(download(nginx, 350_000).whole()).isTrue();
            assertThat(download(nginx, FAILS).whole()).isFalse();
        }
    }

    @Test
    void aBodyAboveTheLimitIsRefusedBeforeTheApplicationHearsOfIt() throws Exception {
        try (Nginx nginx = start(NginxSettings.DEFAULT, origin.address())) {
            RawAnswer answer = upload(nginx, 3_000_000, "413");

            assertThat(answer.status()).isEqualTo(413);
            assertThat(answer.body()).hasSize(183);
            assertThat(answer.ending()).isEqualTo("FIN");
            assertThat(exceptionsOf("/upload?413")).isEmpty();
            error(nginx)
                    .contains("[error]", "client intended to send too large body: 3000000 bytes");
        }
    }

    @Test
    void anOriginThatTakesTooLongIsAnsweredForWith504() throws Exception {
        try (Nginx nginx =
                start(
                        NginxSettings.DEFAULT.with("proxy_read_timeout", "200ms"),
                        origin.address())) {
            RawAnswer answer = client(nginx).get("/slow?headers-after=2s&bytes=10", ReadPace.FAST);

            assertThat(answer.status()).isEqualTo(504);
            assertThat(answer.body()).hasSize(167);
            error(nginx)
                    .contains(
                            "upstream timed out (110: Connection timed out) while reading response"
                                    + " header from upstream");
        }
    }

    @Test
    void anOriginThatStallsInItsBodyLeavesAShortOne() throws Exception {
        // Long enough for the header of an application that was just started.
        try (Nginx nginx =
                start(NginxSettings.DEFAULT.with("proxy_read_timeout", "2s"), origin.address())) {
            RawAnswer answer = client(nginx).get("/slow?body-after=30s&bytes=10", ReadPace.FAST);

            assertThat(answer.status()).isEqualTo(200);
            assertThat(answer.whole()).isFalse();
            assertThat(answer.ending()).isEqualTo("FIN");
            error(nginx)
                    .contains(
                            "upstream timed out (110: Connection timed out) while reading upstream");
        }
    }

    @Test
    void anOriginThatIsNotThereIsAnsweredForWith502() throws Exception {
        InetSocketAddress nobody;
        try (Origin gone = Origin.start(OriginSettings.DEFAULT)) {
            nobody = gone.address();
        }
        try (Nginx nginx = start(NginxSettings.DEFAULT, nobody)) {
            RawAnswer answer = download(nginx, 10);

            assertThat(answer.status()).isEqualTo(502);
            assertThat(answer.body()).hasSize(157);
            error(nginx).contains("connect() failed (111: Connection refused) while connecting to");
        }
    }
}
