package dev.poolproof.http.nginx;

import java.io.IOException;
import java.net.InetSocketAddress;

/** Starts nginxes of one kind. Safe for use by several threads. */
@FunctionalInterface
public interface NginxLauncher {
    /**
     * Starts one before {@code origin}, and spoils its temporary files; it accepts when this
     * returns.
     *
     * @throws NginxException if nginx does not take the settings, or does not start
     * @throws IOException if its files cannot be written
     */
    Nginx start(NginxSettings settings, InetSocketAddress origin)
            throws NginxException, IOException;
}
