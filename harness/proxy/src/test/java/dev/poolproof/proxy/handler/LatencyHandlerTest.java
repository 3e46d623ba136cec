package dev.poolproof.proxy.handler;

import static dev.poolproof.proxy.handler.Signal.FIN;
import static org.assertj.core.api.Assertions.assertThat;

import dev.poolproof.model.fault.Direction;
import dev.poolproof.model.fault.Hop;
import dev.poolproof.model.fault.Latency;
import dev.poolproof.model.fault.Scope;
import dev.poolproof.model.history.Side;
import io.netty.buffer.Unpooled;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Set;
import org.junit.jupiter.api.Test;

class LatencyHandlerTest {
    private static final Duration LATENCY = Duration.ofMillis(200);
    private static final Duration UNIT = Duration.ofNanos(1);

    @Test
    void nothingArrivesBeforeTheLatencyAndEverythingAtIt() {
        try (VirtualPath path = VirtualPath.of(new Latency(LATENCY, Duration.ZERO))) {
            path.serverSends("row");
            path.serverSends(FIN);
            path.clientSends("query");
            assertThat(path.serverGot()).containsExactly("query");

            path.pass(LATENCY.minus(UNIT));
            assertThat(path.clientGot()).isEmpty();
            path.pass(UNIT);

            assertThat(path.clientGot()).containsExactly("row", FIN);
            assertThat(path.wire.events).containsExactly("ACTED SERVER hop1: delayed by 200ms");
        }
    }

    @Test
    void bothDirectionsAreDelayedEachByItself() {
        try (VirtualPath path =
                VirtualPath.of(
                        Scope.DEFAULT.stream(Direction.BOTH),
                        new Latency(LATENCY, Duration.ZERO))) {
            path.clientSends("query");
            path.pass(LATENCY);
            assertThat(path.serverGot()).containsExactly("query");

            path.serverSends("row");
            assertThat(path.clientGot()).isEmpty();
            path.pass(LATENCY);

            assertThat(path.clientGot()).containsExactly("row");
        }
    }

    @Test
    void jitterStaysInItsBoundsAndNeverReorders() {
        Duration jitter = Duration.ofMillis(150);
        try (VirtualPath path = VirtualPath.of(new Latency(LATENCY, jitter))) {
            List<Object> sent = new ArrayList<>();
            for (int i = 0; i < 200; i++) {
                sent.add("row " + i);
                path.serverSends(sent.get(i));
            }

            path.pass(LATENCY.minus(jitter).minus(UNIT));
            assertThat(path.clientGot()).isEmpty();
            path.pass(jitter.multipliedBy(2).plus(UNIT));

            assertThat(path.clientGot()).isEqualTo(sent);
            assertThat(Set.copyOf(path.wire.events)).hasSizeGreaterThan(100);
        }
    }

    @Test
    void eachDirectionDrawsItsOwnJitter() {
        try (VirtualPath path =
                VirtualPath.of(
                        Scope.DEFAULT.stream(Direction.BOTH),
                        new Latency(LATENCY, Duration.ofMillis(150)))) {
            for (int i = 0; i < 5; i++) {
                path.clientSends("query");
                path.serverSends("row");
            }

            assertThat(delays(path, Side.CLIENT))
                    .hasSize(5)
                    .isNotEqualTo(delays(path, Side.SERVER));
        }
    }

    private static List<String> delays(VirtualPath path, Side sender) {
        String acted = "ACTED " + sender + " hop1: ";
        return path.wire.events.stream()
                .filter(event -> event.startsWith(acted))
                .map(event -> event.substring(acted.length()))
                .toList();
    }

    @Test
    void jitterLargerThanTheLatencyNeverIsNegative() {
        try (VirtualPath path =
                VirtualPath.of(new Latency(Duration.ZERO, Duration.ofMillis(100)))) {
            for (int i = 0; i < 50; i++) {
                path.serverSends("row");
            }

            assertThat(path.wire.events).contains("ACTED SERVER hop1: delayed by 0s");
            path.pass(Duration.ofMillis(100));
            assertThat(path.clientGot()).hasSize(50);
        }
    }

    @Test
    void aChangedLatencyCountsForWhatIsHeldFromWhenItCame() {
        try (VirtualPath path = VirtualPath.of(new Latency(LATENCY, Duration.ZERO))) {
            path.serverSends("first");
            path.pass(Duration.ofMillis(50));
            path.serverSends("second");

            change(path, new Latency(Duration.ofMillis(60), Duration.ZERO));

            path.pass(Duration.ofMillis(10).minus(UNIT));
            assertThat(path.clientGot()).isEmpty();
            path.pass(UNIT);
            assertThat(path.clientGot()).containsExactly("first");
            path.pass(Duration.ofMillis(50));
            assertThat(path.clientGot()).containsExactly("second");
        }
    }

    @Test
    void takenOffThePathItLetsGoOfEverythingInOrder() {
        try (VirtualPath path = VirtualPath.of(new Latency(LATENCY, Duration.ZERO))) {
            path.serverSends("row");
            path.serverSends("end");
            path.serverSends(FIN);

            path.clear();

            assertThat(path.clientGot()).containsExactly("row", "end", FIN);
        }
    }

    @Test
    void theSenderIsStoppedAtTheBoundAndReadAgainWhenHalfIsFree() {
        try (VirtualPath path = VirtualPath.of(new Latency(LATENCY, Duration.ZERO))) {
            int mebibytes = (int) (Backlog.MOST_BYTES >> 20);
            for (int i = 0; i < mebibytes - 1; i++) {
                path.serverSends(Unpooled.wrappedBuffer(new byte[1 << 20]));
            }
            assertThat(path.wire.pauses).isEmpty();

            path.pass(UNIT);
            path.serverSends(Unpooled.wrappedBuffer(new byte[1 << 20]));

            assertThat(path.wire.pauses).containsEntry(Side.SERVER, 1);
            path.pass(LATENCY.minus(UNIT));
            assertThat(path.wire.pauses).containsEntry(Side.SERVER, 0);
            assertThat(path.clientGot()).hasSize(mebibytes - 1);
        }
    }

    @Test
    void manySmallSegmentsCountForTheMemoryTheyTake() {
        try (VirtualPath path = VirtualPath.of(new Latency(LATENCY, Duration.ZERO))) {
            long oneByteInALargeBuffer = Backlog.MOST_BYTES / (64 << 10);
            for (int i = 0; i < oneByteInALargeBuffer; i++) {
                path.serverSends(Unpooled.buffer(64 << 10).writeByte('x'));
            }

            assertThat(path.wire.pauses).containsEntry(Side.SERVER, 1);
        }
    }

    private static void change(VirtualPath path, Latency latency) {
        path.change(List.of(new Hop("hop1", List.of(latency))));
    }
}
