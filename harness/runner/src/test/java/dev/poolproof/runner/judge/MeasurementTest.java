package dev.poolproof.runner.judge;

import static dev.poolproof.runner.judge.Play.RESET;
import static java.time.Duration.ZERO;
import static java.time.Duration.ofMillis;
import static java.time.Duration.ofSeconds;
import static org.assertj.core.api.Assertions.assertThat;

import dev.poolproof.model.history.History;
import dev.poolproof.model.history.NetworkAction;
import dev.poolproof.model.matrix.Numbers;
import java.time.Duration;
import java.util.List;
import org.junit.jupiter.api.Test;

class MeasurementTest {
    private static final History NOTHING = new History(List.of());

    /** A histogram of three digits is exact to a thousandth. */
    private static final Duration EXACT = ofMillis(10);

    @Test
    void aWaitCountsByWhatTheFaultAddedOverTheControl() {
        History cell = new Play().succeeded(1, ofSeconds(2)).succeeded(2, ofSeconds(9)).ended(20);
        History control =
                new Play().succeeded(1, ofSeconds(1)).succeeded(2, ofSeconds(3)).ended(20);

        Numbers numbers = Measurement.of(cell, control);

        assertThat(numbers.borrowWaitP50()).isCloseTo(ofSeconds(1), EXACT);
        assertThat(numbers.borrowWaitMax()).isCloseTo(ofSeconds(6), EXACT);
    }

    @Test
    void aCellThatIsFasterThanItsControlAddsNothing() {
        Numbers numbers =
                Measurement.of(
                        new Play().succeeded(1, ZERO).ended(20),
                        new Play().succeeded(1, ofSeconds(3)).ended(20));

        assertThat(numbers.borrowWaitMax()).isZero();
    }

    @Test
    void recoveryRunsFromTheFirstOperationThatTheFaultDisturbedToTheEndOfTheLast() {
        History cell =
                new Play()
                        .failed(1, RESET)
                        .fired(9, 1)
                        .failed(10, RESET)
                        .succeeded(12, ofSeconds(5))
                        .succeeded(30, ofMillis(900))
                        .ended(40);

        assertThat(Measurement.of(cell, NOTHING).recovery()).isEqualTo(ofMillis(7_010));
    }

    @Test
    void aWaitThatTheControlHasTooIsNoDisturbance() {
        History play = new Play().fired(1, 1).succeeded(2, ofSeconds(5)).ended(40);

        assertThat(Measurement.of(play, play).recovery()).isZero();
    }

    @Test
    void whatHappensWhileTheCellIsTidiedUpDoesNotCount() {
        History cell =
                new Play()
                        .accepted(1, 1)
                        .fired(5, 1)
                        .sessions(6, 3)
                        .accepted(21, 2)
                        .fired(22, 2)
                        .network(22, 2, NetworkAction.KEEPALIVE_SEEN)
                        .sessions(23, 0)
                        .ended(20);

        Numbers numbers = Measurement.of(cell, NOTHING);

        assertThat(numbers)
                .returns(1L, Numbers::connectionsOpened)
                .returns(1L, Numbers::faultsFired)
                .returns(1L, Numbers::staleConnections)
                .returns(0L, Numbers::keepalivesSeen)
                .returns(3, Numbers::serverSessionsEnd);
    }

    @Test
    void aHistoryThatBrokeOffEndsWithItsLastEvent() {
        assertThat(Measurement.end(new Play().accepted(1, 1).fired(5, 1).unfinished()))
                .isEqualTo(ofSeconds(5));
    }

    @Test
    void anEmptyHistoryMeasuresNothing() {
        assertThat(Measurement.of(NOTHING, NOTHING)).isEqualTo(Numbers.NONE);
    }
}
