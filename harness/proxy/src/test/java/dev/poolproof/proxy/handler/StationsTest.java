package dev.poolproof.proxy.handler;

import static dev.poolproof.proxy.handler.Signal.FIN;
import static dev.poolproof.proxy.handler.Signal.RST;
import static org.assertj.core.api.Assertions.assertThat;

import dev.poolproof.model.fault.CutAfter;
import dev.poolproof.model.fault.Direction;
import dev.poolproof.model.fault.Ending;
import dev.poolproof.model.fault.Fault;
import dev.poolproof.model.fault.Hop;
import dev.poolproof.model.fault.Latency;
import dev.poolproof.model.fault.LimitData;
import dev.poolproof.model.fault.Scope;
import dev.poolproof.model.fault.Trigger;
import java.time.Duration;
import java.util.List;
import org.junit.jupiter.api.Test;

class StationsTest {
    private static final Duration AGE = Duration.ofSeconds(10);
    private static final Duration HALF = AGE.dividedBy(2);
    private static final Duration UNIT = Duration.ofNanos(1);
    private static final Hop CUT = hop("cut", new CutAfter(AGE, Ending.RST_BOTH));
    private static final Hop SLOW = hop("slow", latency(1));

    @Test
    void aHopThatStaysKeepsItsTimerWhenOthersComeAndGo() {
        try (VirtualPath path = VirtualPath.of()) {
            path.change(List.of(CUT));
            path.pass(HALF);
            path.change(List.of(SLOW, CUT, hop("after", latency(1))));
            path.pass(HALF.minus(UNIT));
            path.change(List.of(CUT));
            assertThat(path.clientGot()).isEmpty();

            path.pass(UNIT);

            assertThat(path.clientGot()).containsExactly(RST);
        }
    }

    @Test
    void aHopThatIsTakenOffAndPutBackStartsAnew() {
        try (VirtualPath path = VirtualPath.of()) {
            path.change(List.of(CUT));
            path.pass(HALF);
            path.clear();
            path.change(List.of(CUT));

            path.pass(AGE.minus(UNIT));
            assertThat(path.clientGot()).isEmpty();
            path.pass(UNIT);
            assertThat(path.clientGot()).containsExactly(RST);
        }
    }

    @Test
    void whatAHopHoldsStaysWhereItIsWhenOthersComeAndGo() {
        try (VirtualPath path = VirtualPath.of()) {
            path.change(List.of(SLOW));
            path.serverSends("row");
            path.change(List.of(hop("before", latency(2)), SLOW, hop("after", latency(2))));
            path.pass(Duration.ofSeconds(1));
            assertThat(path.clientGot()).isEmpty();

            path.pass(Duration.ofSeconds(2));

            assertThat(path.clientGot()).containsExactly("row");
        }
    }

    @Test
    void hopsThatGoTogetherLetGoInOrder() {
        try (VirtualPath path =
                VirtualPath.of(
                        Scope.DEFAULT.stream(Direction.BOTH), latency(5), latency(1), latency(5))) {
            path.serverSends("1");
            path.clientSends("a");
            path.pass(Duration.ofSeconds(5));
            path.serverSends("2");
            path.clientSends("b");
            path.pass(Duration.ofSeconds(1));
            path.serverSends("3");
            path.clientSends("c");

            path.clear();

            assertThat(path.clientGot()).containsExactly("1", "2", "3");
            assertThat(path.serverGot()).containsExactly("a", "b", "c");
        }
    }

    @Test
    void aHopOfAnotherScopeOrFaultTakesThePlaceOfTheOneOfItsName() {
        try (VirtualPath path = VirtualPath.of(latency(1))) {
            path.serverSends("held");
            path.change(
                    List.of(
                            new Hop(
                                    "hop1",
                                    List.of(latency(1)),
                                    Scope.DEFAULT.stream(Direction.UPSTREAM))));
            assertThat(path.clientGot()).containsExactly("held");
            path.clientSends("query");
            assertThat(path.serverGot()).isEmpty();

            path.change(List.of(hop("hop1", new LimitData(0))));

            assertThat(path.serverGot()).containsExactly("query");
            path.serverSends("row");
            assertThat(path.clientGot()).containsExactly(FIN);
        }
    }

    @Test
    void aTriggerOfTimeArmsTheHopThenAndNotBefore() {
        try (VirtualPath path =
                VirtualPath.of(Scope.DEFAULT.from(new Trigger.After(AGE)), new LimitData(0))) {
            path.pass(AGE.minus(UNIT));
            path.serverSends("row");
            assertThat(path.clientGot()).containsExactly("row");
            assertThat(path.wire.events).isEmpty();

            path.pass(UNIT);
            assertThat(path.wire.events).containsExactly("ARMED hop1");
            path.serverSends("row");

            assertThat(path.clientGot()).containsExactly(FIN);
        }
    }

    @Test
    void aTriggerOfBytesCountsThoseOfTheHopsDirection() {
        Scope scope = Scope.DEFAULT.from(new Trigger.AfterBytes(5));
        try (VirtualPath path = VirtualPath.of(scope, new LimitData(0))) {
            path.serverSends("0123");
            path.clientSends("many bytes the other way");
            assertThat(path.wire.events).isEmpty();
            path.serverSends("45");
            assertThat(path.clientGot()).containsExactly("0123", "45");
            assertThat(path.wire.events).containsExactly("ARMED hop1");

            path.serverSends("6");

            assertThat(path.clientGot()).containsExactly(FIN);
        }
    }

    private static Hop hop(String name, Fault fault) {
        return new Hop(name, List.of(fault));
    }

    private static Latency latency(int seconds) {
        return new Latency(Duration.ofSeconds(seconds), Duration.ZERO);
    }
}
