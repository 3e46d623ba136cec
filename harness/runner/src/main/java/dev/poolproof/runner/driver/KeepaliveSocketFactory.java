package dev.poolproof.runner.driver;

import dev.poolproof.model.candidate.TcpKeepalive;
import java.io.IOException;
import java.net.InetAddress;
import java.net.Socket;
import java.time.Duration;
import javax.net.SocketFactory;
import jdk.net.ExtendedSocketOptions;

/**
 * Makes sockets with TCP keepalive of given times, for drivers that take a {@code socketFactory}.
 * It sets the times only; a driver such as pgjdbc switches {@code SO_KEEPALIVE} itself afterwards.
 */
public final class KeepaliveSocketFactory extends SocketFactory {
    private final TcpKeepalive keepalive;

    /**
     * Called by the driver.
     *
     * @param argument as {@link #argument} made it
     */
    public KeepaliveSocketFactory(String argument) {
        String[] parts = argument.split("/", -1);
        keepalive =
                new TcpKeepalive(
                        Duration.ofSeconds(Long.parseLong(parts[0])),
                        Duration.ofSeconds(Long.parseLong(parts[1])),
                        Integer.parseInt(parts[2]));
    }

    /** The {@code socketFactoryArg} for {@code keepalive}, whose times are whole seconds. */
    public static String argument(TcpKeepalive keepalive) {
        return keepalive.idle().toSeconds()
                + "/"
                + keepalive.interval().toSeconds()
                + "/"
                + keepalive.count();
    }

    @Override
    public Socket createSocket() throws IOException {
        Socket socket = new Socket();
        socket.setOption(
                ExtendedSocketOptions.TCP_KEEPIDLE, Math.toIntExact(keepalive.idle().toSeconds()));
        socket.setOption(
                ExtendedSocketOptions.TCP_KEEPINTERVAL,
                Math.toIntExact(keepalive.interval().toSeconds()));
        socket.setOption(ExtendedSocketOptions.TCP_KEEPCOUNT, keepalive.count());
        return socket;
    }

    @Override
    public Socket createSocket(String host, int port) {
        throw connected();
    }

    @Override
    public Socket createSocket(String host, int port, InetAddress local, int localPort) {
        throw connected();
    }

    @Override
    public Socket createSocket(InetAddress host, int port) {
        throw connected();
    }

    @Override
    public Socket createSocket(InetAddress host, int port, InetAddress local, int localPort) {
        throw connected();
    }

    private static UnsupportedOperationException connected() {
        return new UnsupportedOperationException(
                "the driver must connect the socket itself, so that its connectTimeout counts");
    }
}
