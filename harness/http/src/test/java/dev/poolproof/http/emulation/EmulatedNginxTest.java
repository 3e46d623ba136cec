package dev.poolproof.http.emulation;

import static java.nio.charset.StandardCharsets.US_ASCII;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.poolproof.http.nginx.Nginx;
import dev.poolproof.http.nginx.NginxSettings;
import dev.poolproof.http.nginx.SettingsContract;
import dev.poolproof.http.origin.Origin;
import dev.poolproof.http.origin.OriginSettings;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.net.Socket;
import org.junit.jupiter.api.Test;

class EmulatedNginxTest extends SettingsContract {
    @Override
    protected Nginx start(NginxSettings settings, InetSocketAddress origin) throws Exception {
        return EmulatedNginx.start(settings, origin);
    }

    /** The limit still holds the last piece back when the client has all of it. */
    @Test
    void aConnectionWhoseAnswerIsOutCarriesTheNextRequestAtOnce() throws Exception {
        NginxSettings limited =
                NginxSettings.DEFAULT.with("limit_rate", "16k").with("limit_rate_after", "1k");
        byte[] request = "GET /slow?bytes=4000 HTTP/1.1\r\nHost: x\r\n\r\n".getBytes(US_ASCII);
        try (Origin application = Origin.start(OriginSettings.DEFAULT);
                Nginx nginx = start(limited, application.address());
                Socket socket =
                        new Socket(InetAddress.getLoopbackAddress(), nginx.address().getPort())) {
            for (int i = 0; i < 3; i++) {
                socket.getOutputStream().write(request);
                String answer = new String(socket.getInputStream().readNBytes(4000), US_ASCII);
                assertThat(answer).startsWith("HTTP/1.1 200");
                socket.getInputStream().readNBytes(answer.indexOf("\r\n\r\n") + 4);
            }
        }
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
