package dev.poolproof.proxy;

import dev.poolproof.model.fault.Hop;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.net.ServerSocket;
import java.net.Socket;
import java.util.Arrays;
import java.util.List;

/**
 * Sends a byte there and back through every preset, so that the first connection of a run does not
 * pay for loading classes: that costs a tenth of a second, which is seconds in scaled time.
 */
final class WarmUp {
    private static final int PATIENCE_MILLIS = 5_000;

    private WarmUp() {}

    /**
     * Done when this returns, with nothing left open.
     *
     * @throws UncheckedIOException if a connection over loopback fails
     */
    static void of(ProxyEngine engine) {
        List<Hop> all = Arrays.stream(Middlebox.values()).map(Middlebox::hop).toList();
        try (ServerSocket server = new ServerSocket(0, 1, InetAddress.getLoopbackAddress());
                TcpProxy proxy =
                        engine.proxy()
                                .upstream((InetSocketAddress) server.getLocalSocketAddress())
                                .path(all)
                                .open();
                Socket client = new Socket()) {
            server.setSoTimeout(PATIENCE_MILLIS);
            client.connect(proxy.address(), PATIENCE_MILLIS);
            client.setSoTimeout(PATIENCE_MILLIS);
            try (Socket accepted = server.accept()) {
                accepted.setSoTimeout(PATIENCE_MILLIS);
                client.getOutputStream().write(1);
                accepted.getOutputStream().write(accepted.getInputStream().read());
                client.getInputStream().read();
            }
        } catch (IOException e) {
            throw new UncheckedIOException("a connection over loopback fails", e);
        }
    }
}
