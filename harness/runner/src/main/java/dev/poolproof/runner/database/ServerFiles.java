package dev.poolproof.runner.database;

import java.io.IOException;
import java.nio.file.Path;

/**
 * What a server of the harness's own has in its directory beside its data: a certificate, the
 * authority that has issued it, and its log. The server takes plain connections too.
 *
 * @param home the server's directory, which is gone when the run is over
 */
public record ServerFiles(Path home) {
    /** What {@link #trustStore} is locked with. */
    public static final String PASSWORD = "poolproof";

    /**
     * Writes a certificate for loopback into {@code home}.
     *
     * @throws IOException if it cannot be made
     */
    static ServerFiles in(Path home) throws IOException {
        ServerFiles files = new ServerFiles(home);
        Certificates.shared().writeTo(files);
        return files;
    }

    /** The server's certificate with its chain, PEM. */
    public Path certificate() {
        return home.resolve("server.crt");
    }

    /** The key of {@link #certificate}, PEM, which its owner alone can read. */
    public Path key() {
        return home.resolve("server.key");
    }

    /** The authority's certificate, PEM: what clients are to trust. */
    public Path root() {
        return home.resolve("root.crt");
    }

    /** The same as {@link #root}, PKCS #12. */
    public Path trustStore() {
        return home.resolve("root.p12");
    }

    /** What the server logs, a line for each message. */
    public Path log() {
        return home.resolve("server.log");
    }
}
