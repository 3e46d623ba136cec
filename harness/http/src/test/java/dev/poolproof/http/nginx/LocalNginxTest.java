package dev.poolproof.http.nginx;

import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.net.InetAddress;
import java.net.InetSocketAddress;
import org.junit.jupiter.api.Test;

class LocalNginxTest extends NginxContract {
    @Override
    protected Nginx start(NginxSettings settings, InetSocketAddress origin) throws Exception {
        return LocalNginx.start(NeedsNginx.find(), settings, origin);
    }

    @Test
    void whatNginxDoesNotTakeIsRefusedInItsOwnWords() {
        NginxBinary binary = NeedsNginx.find();
        InetSocketAddress anywhere = new InetSocketAddress(InetAddress.getLoopbackAddress(), 1);

        assertThatThrownBy(
                        () ->
                                LocalNginx.start(
                                        binary,
                                        NginxSettings.DEFAULT.with("proxy_bufering", "off"),
                                        anywhere))
                .isInstanceOf(NginxException.class)
                .hasMessageContaining("unknown directive \"proxy_bufering\"");
    }
}
