package dev.poolproof.runner.cluster;

import dev.poolproof.model.candidate.Endpoint;
import dev.poolproof.model.fault.Hop;
import dev.poolproof.model.history.HistoryEvent.Network;
import dev.poolproof.model.scenario.Engine;
import dev.poolproof.proxy.ProxyEngine;
import dev.poolproof.proxy.Rewriting;
import dev.poolproof.proxy.TcpProxy;
import dev.poolproof.runner.database.FreePorts;
import dev.poolproof.runner.database.MysqlTopology;
import dev.poolproof.runner.database.Topology;
import dev.poolproof.runner.recording.HistoryRecorder;
import dev.poolproof.warp.shared.NameServer;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.net.ServerSocket;
import java.net.UnknownHostException;
import java.time.Duration;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.atomic.AtomicLong;
import java.util.function.Consumer;
import java.util.regex.Pattern;

/**
 * What one cell sees of a cluster: a proxy before each node, all on one port of addresses of their
 * own, and names in the form that Aurora gives them, which some drivers read: of the cluster's
 * endpoints, and of each instance.
 */
public final class Endpoints implements AutoCloseable {
    /**
     * Time to live of the record of Aurora's cluster endpoint (repost.aws, Aurora DBA handbook).
     */
    private static final Duration WRITER_TTL = Duration.ofSeconds(5);

    /** As the fast-failover chapter of the Aurora guide has it for the reader endpoint. */
    private static final Duration READER_TTL = Duration.ofSeconds(1);

    /** As the Aurora guide has it: {@code name.cluster-id.region.rds.amazonaws.com}. */
    private static final String CLUSTER = "orders";

    private static final String REGION = ".us-east-1.rds.amazonaws.com";
    private static final Pattern NOT_IN_A_DOMAIN = Pattern.compile("[^a-z0-9]");

    private static final int TRIES = 100;

    private final Cluster cluster;
    private final List<NodeProxy> proxies;
    private final int port;
    private final String domain;
    private final NameRecord writer;
    private final NameRecord reader;
    private volatile boolean writerAlone;
    private volatile Runnable listener = () -> {};

    private Endpoints(
            Cluster cluster,
            List<NodeProxy> proxies,
            int port,
            String cell,
            HistoryRecorder recorder) {
        this.cluster = cluster;
        this.proxies = List.copyOf(proxies);
        this.port = port;
        this.domain = NOT_IN_A_DOMAIN.matcher(cell).replaceAll("") + REGION;
        this.writer =
                new NameRecord(
                        proxies.get(cluster.writer()).address(), WRITER_TTL, recorder.clock()::now);
        this.reader =
                new NameRecord(
                        proxies.get(cluster.reader()).address(), READER_TTL, recorder.clock()::now);
    }

    /**
     * Opens the endpoints of a cluster for one cell.
     *
     * @param path hops before each node, with durations of the wall clock
     * @throws UncheckedIOException if this machine has no two addresses of loopback
     */
    public static Endpoints open(
            Cluster cluster,
            ProxyEngine engine,
            List<Hop> path,
            long seed,
            String cell,
            HistoryRecorder recorder) {
        Numbers numbers = new Numbers(recorder);
        for (int tries = 1; ; tries++) {
            List<NodeProxy> opened = new ArrayList<>();
            try {
                int port = FreePorts.find();
                for (int node = 0; node < cluster.nodes().size(); node++) {
                    TcpProxy proxy =
                            engine.proxy()
                                    .listen(new InetSocketAddress(loopback(node), port))
                                    .upstream(
                                            new InetSocketAddress(
                                                    InetAddress.getLoopbackAddress(),
                                                    cluster.nodes().get(node).port()))
                                    .path(path)
                                    .rewriting(names(cluster))
                                    .seed(seed + node)
                                    .clock(recorder.clock()::now)
                                    .events(numbers.ofAnother())
                                    .open();
                    opened.add(new NodeProxy(proxy, path));
                }
                return new Endpoints(cluster, opened, port, cell, recorder);
            } catch (UncheckedIOException | IOException e) {
                // Somebody may have taken the port meanwhile.
                opened.forEach(NodeProxy::close);
                if (tries == TRIES) {
                    throw new UncheckedIOException(
                            new IOException("no endpoints for a cluster: " + e.getMessage(), e));
                }
            }
        }
    }

    private static Rewriting names(Cluster cluster) {
        return cluster.engine() == Engine.MYSQL ? MysqlTopology.names() : Rewriting.NONE;
    }

    /**
     * Whether this machine lets a server listen on {@code address}; macOS knows 127.0.0.1 alone.
     */
    static boolean listens(InetAddress address) {
        try (ServerSocket server = new ServerSocket(0, 1, address)) {
            return server.isBound();
        } catch (IOException e) {
            // It does not: that is what was asked.
            return false;
        }
    }

    /** One of 127.0.0.2 and on: the node's address is all that a name tells. */
    static InetAddress loopback(int node) {
        try {
            return InetAddress.getByAddress(new byte[] {127, 0, 0, (byte) (node + 2)});
        } catch (UnknownHostException e) {
            throw new IllegalStateException("four bytes are an address", e);
        }
    }

    /**
     * The part of a JDBC URL that says where to connect.
     *
     * @param endpoints in the order in which a driver tries them
     */
    public String authority(List<Endpoint> endpoints) {
        List<String> hosts = endpoints.stream().map(it -> host(it) + ":" + port).toList();
        return String.join(",", hosts);
    }

    /** Where the writer's name and port are, not looked up. */
    public InetSocketAddress address() {
        return InetSocketAddress.createUnresolved(host(Endpoint.WRITER), port);
    }

    /** What the names of this cell lead to. */
    public Map<String, NameServer> names() {
        Map<String, NameServer> names = new LinkedHashMap<>();
        names.put(host(Endpoint.WRITER), writer);
        names.put(host(Endpoint.READER), reader);
        for (int node = 0; node < proxies.size(); node++) {
            List<InetAddress> address = List.of(proxies.get(node).address());
            names.put(Topology.instance(node) + "." + domain, name -> address);
        }
        return names;
    }

    private String host(Endpoint endpoint) {
        return switch (endpoint) {
            case WRITER -> CLUSTER + ".cluster-" + domain;
            case READER -> CLUSTER + ".cluster-ro-" + domain;
        };
    }

    NodeProxy proxy(int node) {
        return proxies.get(node);
    }

    /**
     * Has the reader's name lead to the writer from now on, as that of a cluster with one instance
     * does: the other node is not of this cluster, and is reached by no name.
     */
    public void knowWriterAlone() {
        writerAlone = true;
        tellRoles();
    }

    /** Has the names lead to the nodes by their roles of now. */
    void tellRoles() {
        writer.leadTo(proxies.get(cluster.writer()).address());
        reader.leadTo(proxies.get(writerAlone ? cluster.writer() : cluster.reader()).address());
        listener.run();
    }

    /** Has {@code then} done whenever the names lead elsewhere, on the thread that changes them. */
    public void whenRolesAreTold(Runnable then) {
        listener = then;
    }

    /** Where the writer's name leads, for whoever does not ask a name server. */
    public InetSocketAddress writerAddress() {
        return new InetSocketAddress(proxies.get(cluster.writer()).address(), port);
    }

    /** What is behind. */
    Cluster cluster() {
        return cluster;
    }

    @Override
    public void close() {
        proxies.forEach(NodeProxy::close);
    }

    /** Gives the connections of several proxies numbers of their own in one history. */
    private static final class Numbers {
        private final HistoryRecorder recorder;
        private final AtomicLong last = new AtomicLong();

        Numbers(HistoryRecorder recorder) {
            this.recorder = recorder;
        }

        Consumer<Network> ofAnother() {
            Map<Long, Long> numbers = new ConcurrentHashMap<>();
            return event ->
                    recorder.add(
                            event.connection() == 0
                                    ? event
                                    : numbered(
                                            event,
                                            numbers.computeIfAbsent(
                                                    event.connection(),
                                                    connection -> last.incrementAndGet())));
        }

        private static Network numbered(Network event, long number) {
            return new Network(
                    event.at(),
                    number,
                    event.action(),
                    event.side(),
                    event.hop(),
                    event.bytes(),
                    event.detail());
        }
    }
}
