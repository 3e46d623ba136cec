package dev.poolproof.http.nginx;

import static org.assertj.core.api.Assertions.assertThat;

import java.net.InetAddress;
import java.net.InetSocketAddress;
import org.junit.jupiter.api.Test;

class NginxConfigurationTest {
    @Test
    void theOriginIsGivenByItsAddressAndNeverByItsName() throws Exception {
        InetAddress named = InetAddress.getByAddress("localhost", new byte[] {127, 0, 0, 1});

        String text =
                NginxConfiguration.ofFiles(
                        NginxSettings.DEFAULT,
                        new InetSocketAddress(named, 80),
                        new InetSocketAddress(named, 8080));

        assertThat(text)
                .contains("server 127.0.0.1:8080;", "listen 127.0.0.1:80 ")
                .doesNotContain("localhost");
    }
}
