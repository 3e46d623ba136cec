package dev.poolproof.runner.path;

import dev.poolproof.model.fault.Fault;
import dev.poolproof.model.fault.Hop;
import dev.poolproof.model.history.HistoryEvent.Network;
import dev.poolproof.model.history.NetworkAction;
import dev.poolproof.model.scenario.Scenario;
import dev.poolproof.runner.recording.HistoryRecorder;
import eu.rekawek.toxiproxy.Proxy;
import eu.rekawek.toxiproxy.ToxiproxyClient;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.util.List;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.atomic.AtomicLong;
import org.jspecify.annotations.Nullable;

/**
 * Plays paths through proxies of a Toxiproxy server. It does not tell what happens on them, so all
 * that a cell knows is what its operations and its database show.
 */
final class ToxiproxyPaths implements PathPlayer {
    private static final String UNSEEN = "Toxiproxy does not tell what happens on its connections";

    private final ToxiproxyClient client;
    private final InetSocketAddress api;
    private final String version;
    private final Set<Open> open = ConcurrentHashMap.newKeySet();
    private final AtomicLong opened = new AtomicLong();

    private ToxiproxyPaths(ToxiproxyClient client, InetSocketAddress api, String version) {
        this.client = client;
        this.api = api;
        this.version = version;
    }

    /**
     * Looks for the server.
     *
     * @throws IOException if none answers
     */
    static ToxiproxyPaths of(InetSocketAddress api) throws IOException {
        ToxiproxyClient client = new ToxiproxyClient(api.getHostString(), api.getPort());
        // A bare version up to 2.4, JSON from 2.5 on.
        String version = client.version().replaceAll(".*?(\\d[\\w.-]*).*", "$1").strip();
        return new ToxiproxyPaths(client, api, version);
    }

    @Override
    public @Nullable String cannotPlay(Scenario scenario) {
        return Toxics.cannotPlay(scenario);
    }

    @Override
    public List<String> shortcomings(List<Hop> path) {
        return List.of(
                "played by Toxiproxy %s: its events are not seen, and what it draws by chance is not the seed's"
                        .formatted(version),
                "Toxiproxy counts in whole milliseconds of the wall clock: shorter times take 1 ms");
    }

    @Override
    public OpenPath open(
            InetSocketAddress to, List<Hop> path, long seed, HistoryRecorder recorder) {
        try {
            Proxy proxy = client.createProxy(name(), listen(), hostAndPort(to));
            Open made = new Open(proxy, reached(proxy.getListen()));
            open.add(made);
            for (int i = 0; i < path.size(); i++) {
                Hop hop = path.get(i);
                for (Fault fault : hop.faults()) {
                    Toxics.add(proxy, hop.name() + "-" + (i + 1), fault, hop.scope());
                }
            }
            recorder.add(
                    new Network(
                            recorder.clock().now(),
                            0,
                            NetworkAction.UNSEEN,
                            null,
                            null,
                            0,
                            UNSEEN));
            return made;
        } catch (IOException e) {
            throw new UncheckedIOException("Toxiproxy at " + hostAndPort(api), e);
        }
    }

    @Override
    public void close() {
        List.copyOf(open).forEach(Open::close);
    }

    /** Unique on a server that others use too. */
    private String name() {
        return "poolproof-%d-%d".formatted(ProcessHandle.current().pid(), opened.incrementAndGet());
    }

    /** A server on this machine need not be reached from others. */
    private String listen() {
        return isLocal() ? "127.0.0.1:0" : "0.0.0.0:0";
    }

    private InetSocketAddress reached(String listen) {
        int port = Integer.parseInt(listen.substring(listen.lastIndexOf(':') + 1));
        return isLocal()
                ? new InetSocketAddress(InetAddress.getLoopbackAddress(), port)
                : new InetSocketAddress(api.getHostString(), port);
    }

    private boolean isLocal() {
        return api.getAddress() != null && api.getAddress().isLoopbackAddress();
    }

    private static String hostAndPort(InetSocketAddress address) {
        String host = address.getHostString();
        return (host.contains(":") ? "[" + host + "]" : host) + ":" + address.getPort();
    }

    /** One proxy of the server. */
    private final class Open implements OpenPath {
        private final Proxy proxy;
        private final InetSocketAddress address;

        Open(Proxy proxy, InetSocketAddress address) {
            this.proxy = proxy;
            this.address = address;
        }

        @Override
        public InetSocketAddress address() {
            return address;
        }

        @Override
        public void close() {
            if (!open.remove(this)) {
                return;
            }
            try {
                proxy.delete();
            } catch (IOException e) {
                throw new UncheckedIOException("Toxiproxy at " + hostAndPort(api), e);
            }
        }
    }
}
