package dev.poolproof.proxy.handler;

import static org.assertj.core.api.Assertions.assertThat;

import dev.poolproof.model.fault.Activity;
import dev.poolproof.model.fault.CutAfter;
import dev.poolproof.model.fault.Direction;
import dev.poolproof.model.fault.Ending;
import dev.poolproof.model.fault.Fault;
import dev.poolproof.model.fault.IdleAction;
import dev.poolproof.model.fault.IdleDrop;
import dev.poolproof.model.fault.Latency;
import dev.poolproof.model.fault.ResetPeer;
import dev.poolproof.model.fault.ResponseTimeout;
import dev.poolproof.model.fault.Scope;
import dev.poolproof.model.fault.SlowAccept;
import dev.poolproof.model.fault.SlowClose;
import dev.poolproof.model.fault.Timeout;
import dev.poolproof.model.fault.Trigger;
import java.time.Duration;
import java.util.Set;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

class TimersTest {
    private static final Duration SECOND = Duration.ofSeconds(1);

    static Stream<Fault> timed() {
        return Stream.of(
                new CutAfter(SECOND, Ending.RST_BOTH),
                idleDrop(),
                new Latency(SECOND, Duration.ZERO),
                new ResetPeer(SECOND),
                new ResponseTimeout(SECOND, Ending.RST_BOTH),
                new SlowAccept(SECOND),
                new Timeout(SECOND));
    }

    @ParameterizedTest
    @MethodSource("timed")
    void aTimerIsPendingUntilItHasFired(Fault fault) {
        try (VirtualPath path = upstream(fault)) {
            path.clientSends("query");

            path.pass(SECOND.minusNanos(1));
            int before = path.wire.timers.pending();
            path.pass(Duration.ofNanos(1));

            assertThat(before).isEqualTo(1);
            assertThat(path.wire.timers.pending()).isZero();
        }
    }

    @ParameterizedTest
    @MethodSource("timed")
    void aTimerIsNotPendingOnceItsHopIsOffThePath(Fault fault) {
        try (VirtualPath path = upstream(fault)) {
            path.clientSends("query");
            int before = path.wire.timers.pending();

            path.clear();

            assertThat(before).isEqualTo(1);
            assertThat(path.wire.timers.pending()).isZero();
        }
    }

    @Test
    void aTimerThatIsPutOffIsPendingOnce() {
        try (VirtualPath path = upstream(new CutAfter(SECOND, Ending.RST_BOTH), idleDrop())) {
            path.clientSends("one");
            path.clientSends("two");

            assertThat(path.wire.timers.pending()).isEqualTo(2);
        }
    }

    @Test
    void noTimerIsPendingOnceTheRequestIsAnswered() {
        try (VirtualPath path = upstream(new ResponseTimeout(SECOND, Ending.RST_BOTH))) {
            path.clientSends("query");
            path.serverSends("row");

            assertThat(path.wire.timers.pending()).isZero();
        }
    }

    @Test
    void aFaultThatWaitsToBeginHasATimerPending() {
        Scope later = Scope.DEFAULT.from(new Trigger.After(SECOND));
        try (VirtualPath path = VirtualPath.of(later, new SlowClose(SECOND))) {
            int before = path.wire.timers.pending();
            path.pass(SECOND);

            assertThat(before).isEqualTo(1);
            assertThat(path.wire.timers.pending()).isZero();
        }
    }

    private static VirtualPath upstream(Fault... faults) {
        return VirtualPath.of(Scope.DEFAULT.stream(Direction.UPSTREAM), faults);
    }

    private static Fault idleDrop() {
        return new IdleDrop(SECOND, IdleAction.FIN_BOTH, Set.of(Activity.DATA));
    }
}
