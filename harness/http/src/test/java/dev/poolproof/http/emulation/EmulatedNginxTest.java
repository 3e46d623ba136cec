package dev.poolproof.http.emulation;

import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.poolproof.http.nginx.Nginx;
import dev.poolproof.http.nginx.NginxSettings;
import dev.poolproof.http.nginx.SettingsContract;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import org.junit.jupiter.api.Test;

class EmulatedNginxTest extends SettingsContract {
    @Override
    protected Nginx start(NginxSettings settings, InetSocketAddress origin) throws Exception {
        return EmulatedNginx.start(settings, origin);
    }

    @Test
    void aDirectiveThatIsNotEmulatedIsRefused() {
        InetSocketAddress anywhere = new InetSocketAddress(InetAddress.getLoopbackAddress(), 1);

        assertThatThrownBy(
                        () ->
                                EmulatedNginx.start(
                                        NginxSettings.DEFAULT.with("gzip", "on"), anywhere))
                .isInstanceOf(IllegalArgumentException.class)
                .hasMessageStartingWith(
                        "gzip is not emulated; these are: [client_body_buffer_size");
    }
}
