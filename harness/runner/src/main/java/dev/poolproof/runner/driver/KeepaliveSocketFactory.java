package dev.poolproof.runner.driver;

import dev.poolproof.model.candidate.TcpKeepalive;
import java.io.IOException;
import java.net.InetAddress;
import java.net.Socket;
import javax.net.SocketFactory;
import jdk.net.ExtendedSocketOptions;

/**
 * Makes sockets with TCP keepalive of given times, for drivers that take a {@code socketFactory}.
 * It sets the times only; a driver such as pgjdbc switches {@code SO_KEEPALIVE} itself afterwards.
 */
public final class KeepaliveSocketFactory extends SocketFactory {
    private final String argument;

    /**
     * Called by the driver.
     *
     * @param argument as {@link #argument} made it
     */
    public KeepaliveSocketFactory(String argument) {
        this.argument = argument;
    }

    /** The {@code socketFactoryArg} for {@code keepalive}, whose times are whole seconds. */
    public static String argument(TcpKeepalive keepalive) {
        return keepalive.idle().toSeconds()
                + "/"
                + keepalive.interval().toSeconds()
                + "/"
                + keepalive.count();
    }

    /**
     * Sets the times of a socket.
     *
     * @param argument as {@link #argument} made it
     * @throws IOException if the socket does not take them
     */
    public static void configure(Socket socket, String argument) throws IOException {
        String[] parts = argument.split("/", -1);
        socket.setOption(ExtendedSocketOptions.TCP_KEEPIDLE, Integer.valueOf(parts[0]));
        socket.setOption(ExtendedSocketOptions.TCP_KEEPINTERVAL, Integer.valueOf(parts[1]));
        socket.setOption(ExtendedSocketOptions.TCP_KEEPCOUNT, Integer.valueOf(parts[2]));
    }

    @Override
    public Socket createSocket() throws IOException {
        Socket socket = new Socket();
        configure(socket, argument);
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
