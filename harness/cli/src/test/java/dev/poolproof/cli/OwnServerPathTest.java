package dev.poolproof.cli;

import dev.poolproof.control.ControlOptions;
import dev.poolproof.control.ControlServer;
import java.net.InetSocketAddress;
import org.junit.jupiter.api.AfterEach;

/** Through our own {@code serve}, which a client of Toxiproxy cannot tell from it. */
class OwnServerPathTest extends ToxiproxyPathContract {
    private final ControlServer server = ControlServer.start(ControlOptions.loopback(1));

    @Override
    InetSocketAddress api() {
        return server.address();
    }

    @AfterEach
    void stop() {
        server.close();
    }
}
