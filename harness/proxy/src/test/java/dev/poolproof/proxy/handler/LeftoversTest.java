package dev.poolproof.proxy.handler;

import static dev.poolproof.proxy.handler.Signal.FIN;
import static dev.poolproof.proxy.handler.Signal.RST;
import static org.assertj.core.api.Assertions.assertThat;

import dev.poolproof.model.fault.Direction;
import dev.poolproof.model.fault.Latency;
import dev.poolproof.model.fault.LimitData;
import dev.poolproof.model.fault.Scope;
import dev.poolproof.model.fault.SlowClose;
import java.time.Duration;
import org.junit.jupiter.api.Test;

/** A client whose socket is closed while hops hold what it has sent. */
class LeftoversTest {
    private static final Scope UP = Scope.DEFAULT.stream(Direction.UPSTREAM);
    private static final Duration SECOND = Duration.ofSeconds(1);

    @Test
    void theBytesThatAClientSentBeforeItBrokeGoOnInOrderAndThenItsReset() {
        try (VirtualPath path =
                VirtualPath.of(UP, new SlowClose(SECOND), new Latency(SECOND, Duration.ZERO))) {
            path.clientSends("first");
            path.clientSends("second");
            path.clientSends(RST);
            path.closeClient();
            assertThat(path.serverGotLate()).isEmpty();

            path.wire.leftovers.release();

            assertThat(path.serverGotLate()).containsExactly("first", "second", RST);
        }
    }

    @Test
    void theHopsOnTheWayStillAct() {
        try (VirtualPath path =
                VirtualPath.of(UP, new Latency(SECOND, Duration.ZERO), new LimitData(3))) {
            path.clientSends("query");
            path.closeClient();

            path.wire.leftovers.release();

            assertThat(path.serverGotLate()).containsExactly("que", FIN);
        }
    }

    @Test
    void whatTheServerSentIsThrownAwayWithTheSocket() {
        try (VirtualPath path = VirtualPath.of(new Latency(SECOND, Duration.ZERO))) {
            path.serverSends("row");

            path.closeClient();

            assertThat(path.wire.events).endsWith("DROPPED SERVER hop1");
            path.wire.leftovers.release();
            assertThat(path.serverGotLate()).isEmpty();
        }
    }

    @Test
    void nothingIsKeptForAServerThatIsGone() {
        try (VirtualPath path = VirtualPath.of(UP, new Latency(SECOND, Duration.ZERO))) {
            path.clientSends("query");
            path.wire.leftovers.discard();

            path.closeClient();

            assertThat(path.wire.events).endsWith("DROPPED CLIENT hop1");
        }
    }
}
