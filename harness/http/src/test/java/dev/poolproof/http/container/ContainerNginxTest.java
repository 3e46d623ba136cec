package dev.poolproof.http.container;

import dev.poolproof.container.NeedsImage;
import dev.poolproof.http.nginx.KeptConnectionsContract;
import dev.poolproof.http.nginx.Nginx;
import dev.poolproof.http.nginx.NginxSettings;
import java.net.InetSocketAddress;

@NeedsImage(ContainerNginxTest.IMAGE)
class ContainerNginxTest extends KeptConnectionsContract {
    static final String IMAGE = "nginx:1.26";

    @Override
    protected Nginx start(NginxSettings settings, InetSocketAddress origin) throws Exception {
        return ContainerNginx.start(IMAGE, settings, origin);
    }
}
