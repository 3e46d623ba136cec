package dev.poolproof.proxy;

import static java.nio.charset.StandardCharsets.US_ASCII;
import static java.util.concurrent.TimeUnit.SECONDS;

import dev.poolproof.model.Names;
import dev.poolproof.model.fault.CutAfter;
import dev.poolproof.model.fault.Direction;
import dev.poolproof.model.fault.Ending;
import dev.poolproof.model.fault.Fault;
import dev.poolproof.model.fault.Hop;
import dev.poolproof.model.fault.Scope;
import dev.poolproof.model.history.HistoryEvent.Network;
import dev.poolproof.model.history.NetworkAction;
import java.io.IOException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.net.ServerSocket;
import java.net.Socket;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Queue;
import java.util.concurrent.BlockingQueue;
import java.util.concurrent.ConcurrentLinkedQueue;
import java.util.concurrent.LinkedBlockingQueue;
import java.util.stream.Stream;

/** A server's listening socket, a proxy before it, and the clients that went through. */
final class Rig implements AutoCloseable {
    /** A path with a fault that does not act, so that all bytes go through handlers. */
    static final List<Hop> HANDLED =
            List.of(new Hop("never", List.of(new CutAfter(Duration.ofDays(1), Ending.RST_BOTH))));

    private static final int PATIENCE_MILLIS = 20_000; // a hang shows as a timeout, not for ever

    final Queue<Network> events = new ConcurrentLinkedQueue<>();
    final TcpProxy proxy;
    private final ServerSocket listener;
    private final Thread acceptor;
    private final List<Socket> sockets = new ArrayList<>();
    private final BlockingQueue<Socket> accepted = new LinkedBlockingQueue<>();

    Rig(ProxyEngine engine, List<Hop> path) throws IOException {
        this(engine, path, 1);
    }

    Rig(ProxyEngine engine, List<Hop> path, long seed) throws IOException {
        listener = new ServerSocket(0, 1024, InetAddress.getLoopbackAddress());
        proxy =
                engine.proxy()
                        .upstream((InetSocketAddress) listener.getLocalSocketAddress())
                        .path(path)
                        .events(events::add)
                        .seed(seed)
                        .open();
        acceptor = new Thread(this::accept, "rig-acceptor");
        acceptor.setDaemon(true);
        acceptor.start();
    }

    static List<Hop> hop(Fault... faults) {
        return List.of(new Hop("hop", List.of(faults)));
    }

    /** One hop for each fault, named as the fault is, for both directions. */
    static List<Hop> bothWays(Fault... faults) {
        return Stream.of(faults)
                .map(
                        fault ->
                                new Hop(
                                        Names.of(fault.getClass()),
                                        List.of(fault),
                                        Scope.DEFAULT.stream(Direction.BOTH)))
                .toList();
    }

    /** A new client's socket and the server's that belongs to it. */
    Pair connect() throws IOException, InterruptedException {
        Socket client = new Socket();
        client.connect(proxy.address(), PATIENCE_MILLIS);
        client.setSoTimeout(PATIENCE_MILLIS);
        client.setTcpNoDelay(true);
        sockets.add(client);
        return new Pair(client, accepted());
    }

    /**
     * A client that has used its connection before the hops of {@code path} are put there: however
     * slow the machine, none of their timers fires before.
     */
    Pair used(List<Hop> path) throws IOException, InterruptedException {
        Pair pair = connect();
        pair.use();
        proxy.path(path);
        return pair;
    }

    /** The next of the server's sockets. */
    Socket accepted() throws IOException, InterruptedException {
        Socket server = accepted.poll(PATIENCE_MILLIS / 1000, SECONDS);
        if (server == null) {
            throw new IOException("the proxy did not connect to the server");
        }
        sockets.add(server);
        return server;
    }

    /** The server refuses from now on. */
    void refuse() throws IOException, InterruptedException {
        listener.close();
        acceptor.join(); // until then the kernel may still accept for it
    }

    List<NetworkAction> actions() {
        return events.stream().map(Network::action).toList();
    }

    boolean saw(NetworkAction action) {
        return actions().contains(action);
    }

    @Override
    public void close() throws IOException {
        proxy.close();
        listener.close();
        for (Socket socket : sockets) {
            socket.close();
        }
    }

    private void accept() {
        try {
            while (true) {
                Socket socket = listener.accept();
                socket.setSoTimeout(PATIENCE_MILLIS);
                socket.setTcpNoDelay(true);
                accepted.add(socket);
            }
        } catch (IOException e) {
            // The listener was closed: the test is over, or wants the server to refuse.
        }
    }

    /** Both ends of one connection through the proxy. */
    record Pair(Socket client, Socket server) {
        void clientSends(String text) throws IOException {
            client.getOutputStream().write(text.getBytes(US_ASCII));
        }

        void serverSends(String text) throws IOException {
            server.getOutputStream().write(text.getBytes(US_ASCII));
        }

        String clientReads(int bytes) throws IOException {
            return new String(client.getInputStream().readNBytes(bytes), US_ASCII);
        }

        String serverReads(int bytes) throws IOException {
            return new String(server.getInputStream().readNBytes(bytes), US_ASCII);
        }

        /** A round trip, so that the connection is established and has been used. */
        void use() throws IOException {
            clientSends("ping");
            serverReads(4);
            serverSends("pong");
            clientReads(4);
        }
    }
}
