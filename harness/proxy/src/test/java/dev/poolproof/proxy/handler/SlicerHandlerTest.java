package dev.poolproof.proxy.handler;

import static dev.poolproof.proxy.handler.Signal.FIN;
import static java.util.stream.Collectors.joining;
import static org.assertj.core.api.Assertions.assertThat;

import dev.poolproof.model.fault.Direction;
import dev.poolproof.model.fault.Hop;
import dev.poolproof.model.fault.Scope;
import dev.poolproof.model.fault.Slicer;
import java.time.Duration;
import java.util.List;
import org.junit.jupiter.api.Test;

class SlicerHandlerTest {
    private static final Duration DELAY = Duration.ofMillis(10);
    private static final Duration UNIT = Duration.ofNanos(1);
    private static final String ROW = "0123456789".repeat(10);

    @Test
    void slicesAreOfTheSizesThatTheHistoryTells() {
        try (VirtualPath path = VirtualPath.of(new Slicer(20, 5, Duration.ZERO))) {
            path.serverSends(ROW);
            path.serverSends(FIN);

            List<Object> got = path.clientGot();
            List<Object> slices = got.subList(0, got.size() - 1);
            assertThat(got).endsWith(FIN);
            assertThat(slices.stream().map(String::valueOf).collect(joining())).isEqualTo(ROW);
            assertThat(slices)
                    .allSatisfy(slice -> assertThat(slice.toString()).hasSizeBetween(1, 25));
            assertThat(path.wire.events)
                    .containsExactly(
                            "ACTED SERVER hop1: sliced into "
                                    + slices.stream()
                                            .map(slice -> "" + slice.toString().length())
                                            .collect(joining(", ")));
        }
    }

    @Test
    void eachDirectionDrawsItsOwnSlices() {
        try (VirtualPath path =
                VirtualPath.of(
                        Scope.DEFAULT.stream(Direction.BOTH), new Slicer(8, 3, Duration.ZERO))) {
            path.clientSends(ROW.repeat(3));
            path.serverSends(ROW.repeat(3));

            assertThat(path.serverGot()).hasSizeGreaterThan(3).isNotEqualTo(path.clientGot());
        }
    }

    @Test
    void withoutVariationTheMiddleIsCut() {
        try (VirtualPath path = VirtualPath.of(new Slicer(1, 0, Duration.ZERO))) {
            path.serverSends("abc");

            assertThat(path.clientGot()).containsExactly("a", "b", "c");
        }
    }

    @Test
    void theNextSliceWaitsForTheDelayAndSoDoWhatFollowsAndTheEnd() {
        try (VirtualPath path = VirtualPath.of(new Slicer(1, 0, DELAY))) {
            path.serverSends("ab");
            path.serverSends("c");
            path.serverSends(FIN);
            assertThat(path.clientGot()).containsExactly("a");

            path.pass(DELAY.minus(UNIT));
            assertThat(path.clientGot()).isEmpty();
            path.pass(UNIT);
            assertThat(path.clientGot()).containsExactly("b");
            path.pass(DELAY);
            assertThat(path.clientGot()).containsExactly("c");
            path.pass(DELAY);
            assertThat(path.clientGot()).containsExactly(FIN);
        }
    }

    @Test
    void takenOffThePathItLetsGoOfEverythingInOrder() {
        try (VirtualPath path = VirtualPath.of(new Slicer(1, 0, DELAY))) {
            path.serverSends("abc");
            path.serverSends(FIN);

            path.clear();

            assertThat(path.clientGot()).containsExactly("a", "bc", FIN);
        }
    }

    @Test
    void changedSizesCountForWhatComesLaterAndTheDelayAtOnce() {
        try (VirtualPath path = VirtualPath.of(new Slicer(1, 0, DELAY))) {
            path.serverSends("abc");
            assertThat(path.clientGot()).containsExactly("a");

            path.change(List.of(new Hop("hop1", List.of(new Slicer(100, 0, Duration.ZERO)))));
            path.serverSends("def");

            assertThat(path.clientGot()).containsExactly("b", "c", "def");
        }
    }
}
