package dev.poolproof.proxy;

import static org.assertj.core.api.Assertions.assertThat;

import dev.poolproof.model.fault.Connections;
import dev.poolproof.model.fault.Hop;
import dev.poolproof.model.fault.Scope;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.net.UnknownHostException;
import java.util.List;
import java.util.Set;
import java.util.stream.LongStream;
import org.junit.jupiter.api.Test;

class DrawTest {
    private static final InetSocketAddress CLIENT = address("192.0.2.1");

    @Test
    void theSameSeedDrawsTheSameAndAnotherDoesNot() {
        Hop hop = hop("hop", Scope.DEFAULT.toxicity(0.3));

        assertThat(drawn(1, hop)).isEqualTo(drawn(1, hop)).isNotEqualTo(drawn(2, hop));
    }

    @Test
    void toxicityIsTheShareOfConnectionsAndEachHopDrawsForItself() {
        Scope scope = Scope.DEFAULT.toxicity(0.3);

        // 300 of 1000 expected; 14.5 is the standard deviation.
        assertThat(drawn(1, hop("hop", scope))).hasSizeBetween(240, 360);
        assertThat(drawn(1, hop("other", scope))).isNotEqualTo(drawn(1, hop("hop", scope)));
        assertThat(drawn(1, hop("hop", Scope.DEFAULT.toxicity(0)))).isEmpty();
        assertThat(drawn(1, hop("hop", Scope.DEFAULT))).hasSize(1000);
    }

    @Test
    void connectionsAreMeantByNumberOrOrder() {
        assertThat(meant(new Connections.Numbered(Set.of(2L, 5L)))).containsExactly(2L, 5L);
        assertThat(meant(new Connections.First(3))).containsExactly(1L, 2L, 3L);
        assertThat(meant(new Connections.AfterFirst(8))).containsExactly(9L, 10L);
        assertThat(meant(new Connections.AfterFirst(3, 2))).containsExactly(4L, 5L);
        assertThat(meant(new Connections.All())).hasSize(10);
    }

    @Test
    void connectionsAreMeantByTheClientsAddressWhateverThePort() {
        assertThat(meant(new Connections.From(CLIENT.getAddress()))).hasSize(10);
        assertThat(meant(new Connections.From(address("192.0.2.2").getAddress()))).isEmpty();
    }

    private static List<Long> drawn(long seed, Hop hop) {
        return LongStream.rangeClosed(1, 1000)
                .filter(number -> new Draw(seed, number).isDrawn(hop))
                .boxed()
                .toList();
    }

    private static List<Long> meant(Connections connections) {
        Hop hop = hop("hop", Scope.DEFAULT.connections(connections));
        return LongStream.rangeClosed(1, 10)
                .filter(number -> new Draw(1, number).isMeant(hop, CLIENT))
                .boxed()
                .toList();
    }

    private static Hop hop(String name, Scope scope) {
        return new Hop(name, List.of(), scope);
    }

    private static InetSocketAddress address(String literal) {
        try {
            return new InetSocketAddress(InetAddress.getByName(literal), 4711);
        } catch (UnknownHostException e) {
            throw new AssertionError(e);
        }
    }
}
