package dev.poolproof.http.container;

import dev.poolproof.http.nginx.Nginx;
import dev.poolproof.http.nginx.NginxException;
import dev.poolproof.http.nginx.NginxLauncher;
import dev.poolproof.http.nginx.NginxSettings;
import java.io.IOException;
import java.net.InetSocketAddress;

/** Starts nginxes of the official image, in containers. */
public final class ContainerLauncher implements NginxLauncher {
    private static final String IMAGE = "nginx:1.26";

    /** Called through reflection. */
    public ContainerLauncher() {}

    @Override
    public Nginx start(NginxSettings settings, InetSocketAddress origin)
            throws NginxException, IOException {
        return ContainerNginx.start(IMAGE, settings, origin);
    }
}
