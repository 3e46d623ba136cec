package dev.poolproof.runner.path;

import java.io.IOException;
import java.net.InetSocketAddress;
import org.jspecify.annotations.Nullable;

/** The one place that decides what plays the paths of a run. */
public final class PathPlayers {
    private PathPlayers() {}

    /**
     * Opens what plays paths.
     *
     * @param toxiproxy where the API of a Toxiproxy server is; {@code null} for our own proxy
     * @throws IOException if no Toxiproxy answers
     */
    public static PathPlayer open(@Nullable InetSocketAddress toxiproxy) throws IOException {
        return toxiproxy == null ? new OwnProxies() : ToxiproxyPaths.of(toxiproxy);
    }
}
