package dev.poolproof.proxy;

import static dev.poolproof.model.history.NetworkAction.ACTED;
import static dev.poolproof.model.history.NetworkAction.SPARED;
import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import dev.poolproof.model.fault.Bandwidth;
import dev.poolproof.model.fault.Connections;
import dev.poolproof.model.fault.LimitData;
import dev.poolproof.model.fault.Scope;
import dev.poolproof.model.history.HistoryEvent.Network;
import dev.poolproof.proxy.Rig.Pair;
import java.io.IOException;
import java.util.List;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

/** Faults put on a proxy whose connections are open. */
class InjectedFaultTest {
    private static final Bandwidth STOP = new Bandwidth(0);

    private final ProxyEngine engine = ProxyEngine.start();
    private Rig rig;

    @BeforeEach
    void open() throws IOException {
        rig = new Rig(engine, List.of());
    }

    @AfterEach
    void close() throws IOException {
        rig.close();
        engine.close();
    }

    @Test
    void itActsUntilItIsClosedAndWhatItHeldGoesOn() throws Exception {
        Pair pair = rig.connect();
        pair.use();

        try (InjectedFault fault = rig.proxy.inject(STOP)) {
            pair.serverSends("held");
            await().until(() -> rig.saw(ACTED));
            assertThat(rig.events).extracting(Network::hop).contains(fault.name());
        }

        assertThat(pair.clientReads(4)).isEqualTo("held");
        assertThat(rig.proxy.path()).isEmpty();
        pair.use();
    }

    @Test
    void aChangeIsInPlaceWhenItReturnsAndClosingTwiceIsNone() throws Exception {
        Pair pair = rig.connect();
        InjectedFault fault = rig.proxy.inject(new LimitData(8));
        pair.serverSends("0123");
        assertThat(pair.clientReads(4)).isEqualTo("0123");

        fault.change(new LimitData(6));
        pair.serverSends("4567");

        assertThat(pair.clientReads(4)).isEqualTo("45");
        fault.close();
        fault.close();
        assertThat(rig.proxy.path()).isEmpty();
    }

    @Test
    void aChangedScopeLeavesTheOthersAlone() throws Exception {
        Pair first = rig.connect();
        Pair second = rig.connect();
        InjectedFault fault = rig.proxy.inject(new Bandwidth(0));
        first.serverSends("one");
        second.serverSends("two");
        await().until(() -> rig.actions().stream().filter(ACTED::equals).count() == 2);

        fault.change(Scope.DEFAULT.connections(new Connections.First(1)));

        assertThat(second.clientReads(3)).isEqualTo("two");
        assertThat(hopsOf(rig.proxy.connections())).containsExactly(1, 0);
        fault.close();
        assertThat(first.clientReads(3)).isEqualTo("one");
    }

    @Test
    void theOldestAreThoseOfTheMomentTheFaultIsPut() throws Exception {
        Pair gone = rig.connect();
        rig.connect();
        rig.connect();
        gone.client().close();
        gone.server().close();
        await().until(() -> rig.proxy.openConnections() == 2);

        rig.proxy.inject(STOP, Scope.DEFAULT.connections(new Connections.Oldest(1)));
        rig.connect();

        assertThat(hopsOf(rig.proxy.connections())).containsExactly(1, 0, 0);
    }

    @Test
    void aChangedFaultStaysWithTheConnectionsChosenForIt() throws Exception {
        Pair first = rig.connect();
        rig.connect();
        InjectedFault oldest =
                rig.proxy.inject(STOP, Scope.DEFAULT.connections(new Connections.Oldest(1)));
        InjectedFault next =
                rig.proxy.inject(STOP, Scope.DEFAULT.connections(new Connections.Next(1)));
        rig.connect();
        first.client().close();
        first.server().close();
        await().until(() -> rig.proxy.openConnections() == 2);

        oldest.change(new LimitData(1 << 20));
        next.change(new LimitData(1 << 20));
        rig.connect();

        assertThat(hopsOf(rig.proxy.connections())).containsExactly(0, 1, 0);
    }

    @Test
    void aFaultThatAsksForOtherConnectionsGetsThese() throws Exception {
        rig.connect();
        rig.connect();
        InjectedFault fault =
                rig.proxy.inject(STOP, Scope.DEFAULT.connections(new Connections.Oldest(1)));

        fault.change(Scope.DEFAULT.connections(new Connections.Oldest(2)));

        assertThat(hopsOf(rig.proxy.connections())).containsExactly(1, 1);
    }

    @Test
    void aConnectionThatIsSparedByItsToxicityIsToldOfOnce() throws Exception {
        Pair pair = rig.connect();
        rig.proxy.inject(STOP, Scope.DEFAULT.toxicity(0));
        rig.proxy.inject(new LimitData(1 << 20));

        pair.use();

        assertThat(rig.actions()).filteredOn(SPARED::equals).hasSize(1);
    }

    @Test
    void theSameSeedSparesTheSameConnections() throws Exception {
        List<Integer> drawn = drawnWithSeed(7);

        assertThat(drawn).contains(0, 1).isEqualTo(drawnWithSeed(7));
    }

    private List<Integer> drawnWithSeed(long seed) throws Exception {
        try (Rig seeded = new Rig(engine, List.of(), seed)) {
            for (int i = 0; i < 20; i++) {
                seeded.connect();
            }
            seeded.proxy.inject(STOP, Scope.DEFAULT.toxicity(0.5));
            return hopsOf(seeded.proxy.connections());
        }
    }

    private static List<Integer> hopsOf(List<ConnectionState> connections) {
        return connections.stream().map(connection -> connection.hops().size()).toList();
    }
}
