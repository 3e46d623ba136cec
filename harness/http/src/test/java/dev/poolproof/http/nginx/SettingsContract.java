package dev.poolproof.http.nginx;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.catchThrowable;

import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;
import org.opentest4j.TestAbortedException;

/** Which values of directives an nginx takes. A container would be waited for at each refusal. */
public abstract class SettingsContract extends KeptConnectionsContract {
    @ParameterizedTest
    @CsvSource({
        "proxy_busy_buffers_size, 0",
        "proxy_busy_buffers_size, 2k",
        "proxy_busy_buffers_size, 29k",
        "proxy_buffers, 1 4k",
        "proxy_buffers, 8 0",
        "proxy_buffers, 8",
        "proxy_buffer_size, 16k",
        "proxy_buffer_size, 1g",
        "limit_rate, fast",
        "proxy_cache, elsewhere",
        "proxy_max_temp_file_size, 2k",
        "proxy_read_timeout, 1x",
        "proxy_read_timeout, 1.5s",
        "proxy_buffering, maybe",
    })
    void whatNginxRefusesIsRefusedByName(String directive, String value) {
        String named =
                directive.equals("proxy_buffer_size") && value.equals("16k")
                        ? "proxy_busy_buffers_size"
                        : directive;

        Throwable refusal =
                catchThrowable(
                        () ->
                                start(NginxSettings.DEFAULT.with(directive, value), nobody())
                                        .close());
        if (refusal instanceof TestAbortedException noNginx) {
            throw noNginx;
        }

        assertThat(refusal)
                .isInstanceOfAny(NginxException.class, IllegalArgumentException.class)
                .hasMessageContaining(named);
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "client_max_body_size 2g",
                "client_max_body_size 4096m",
                "proxy_max_temp_file_size 2048m",
                "proxy_read_timeout 1m",
                "proxy_read_timeout 1h30m",
                "proxy_read_timeout 60",
                "proxy_busy_buffers_size 28k",
                "proxy_cache_valid 200 404 10m",
            })
    void whatNginxTakesIsTaken(String setting) throws Exception {
        String[] both = setting.split(" ", 2);
        try (Nginx nginx = start(NginxSettings.DEFAULT.with(both[0], both[1]), origin.address())) {
            assertThat(download(nginx, 10).status()).isEqualTo(200);
        }
    }
}
