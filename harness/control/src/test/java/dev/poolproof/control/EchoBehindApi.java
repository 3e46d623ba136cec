package dev.poolproof.control;

import java.io.IOException;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;

/** Tests of the control API with a server that proxies can lead to. */
abstract class EchoBehindApi {
    Echo echo;
    ControlServer server;
    Control control;

    @BeforeEach
    final void startServers() throws IOException {
        echo = new Echo();
        server = ControlServer.start(ControlOptions.loopback(1));
        control = Control.of(server);
    }

    @AfterEach
    final void stopServers() throws IOException {
        server.close();
        echo.close();
    }
}
