package dev.poolproof.runner.cluster;

import dev.poolproof.model.fault.Close;
import dev.poolproof.model.fault.Connections;
import dev.poolproof.model.fault.Direction;
import dev.poolproof.model.fault.Ending;
import dev.poolproof.model.fault.Fault;
import dev.poolproof.model.fault.Hop;
import dev.poolproof.model.fault.PacketDrop;
import dev.poolproof.model.fault.Refuse;
import dev.poolproof.model.fault.Scope;
import dev.poolproof.model.fault.SynDrop;
import dev.poolproof.model.scenario.ClusterEvent.During;
import dev.poolproof.model.scenario.ClusterEvent.Existing;
import dev.poolproof.proxy.ConnectionState;
import dev.poolproof.proxy.TcpProxy;
import java.net.InetAddress;
import java.util.List;
import java.util.Set;
import java.util.stream.Collectors;
import java.util.stream.Stream;

/** What stands before one node: it lets its clients through, or does to them what an event says. */
final class NodeProxy implements AutoCloseable {
    private static final String HOP = "failover";

    private final TcpProxy proxy;
    private final InetAddress address;
    private final List<Hop> path;
    private List<Hop> silenced = List.of();

    /**
     * @param path that all connections take, on the wall clock
     */
    NodeProxy(TcpProxy proxy, List<Hop> path) {
        this.proxy = proxy;
        this.address = proxy.address().getAddress();
        this.path = List.copyOf(path);
    }

    /** Where it listens. */
    InetAddress address() {
        return address;
    }

    /** Lets no answer of the node through any more to those who are connected now. */
    void loseAnswers() {
        silence(HOP + " lost answers", Direction.DOWNSTREAM, open());
        admit();
    }

    /**
     * Lets nobody through from now on.
     *
     * @return how many connections were open
     */
    int leave(Existing existing, During during) {
        Fault gone = during == During.REFUSE ? new Refuse() : new SynDrop();
        Hop outage = new Hop(HOP + " outage", List.of(gone));
        // Nobody slips in between: whoever is cut elsewhere connects at once.
        pass(Stream.of(), Stream.of(outage));
        Set<Long> open = open();
        Stream<Hop> cut = Stream.of();
        if (existing == Existing.RST) {
            cut = Stream.of(new Hop(HOP, List.of(new Close(Ending.RST_BOTH)), among(open)));
        } else if (existing == Existing.BLACK_HOLE) {
            silence(HOP + " black hole", Direction.BOTH, open);
        }
        // The cut is nearer to the client: what is silenced would not let its RST through.
        pass(cut, Stream.of(outage));
        return open.size();
    }

    private void pass(Stream<Hop> before, Stream<Hop> after) {
        proxy.path(
                Stream.of(path.stream(), before, silenced.stream(), after)
                        .flatMap(hops -> hops)
                        .toList());
    }

    private Set<Long> open() {
        return proxy.connections().stream()
                .map(ConnectionState::number)
                .collect(Collectors.toSet());
    }

    private void silence(String hop, Direction stream, Set<Long> connections) {
        silenced =
                Stream.concat(
                                silenced.stream(),
                                Stream.of(
                                        new Hop(
                                                hop,
                                                List.of(new PacketDrop()),
                                                among(connections).stream(stream))))
                        .toList();
    }

    /** Lets those through who connect from now on; what was silenced stays so. */
    void admit() {
        pass(Stream.of(), Stream.of());
    }

    private static Scope among(Set<Long> numbers) {
        return Scope.DEFAULT.connections(new Connections.Numbered(numbers));
    }

    @Override
    public void close() {
        proxy.close();
    }
}
