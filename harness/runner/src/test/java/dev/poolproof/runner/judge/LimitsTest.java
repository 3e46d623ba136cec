package dev.poolproof.runner.judge;

import static dev.poolproof.runner.judge.Briefs.NONE_FAILED;
import static dev.poolproof.runner.judge.Briefs.provokedBy;
import static dev.poolproof.runner.judge.Briefs.serverEndsAfter;
import static java.time.Duration.ZERO;
import static java.time.Duration.ofMinutes;
import static java.time.Duration.ofSeconds;
import static org.assertj.core.api.Assertions.assertThat;

import dev.poolproof.model.history.Failure;
import dev.poolproof.model.history.History;
import dev.poolproof.model.history.HistoryEvent.Provoked;
import dev.poolproof.model.history.NetworkAction;
import dev.poolproof.model.history.Side;
import dev.poolproof.model.matrix.Verdict;
import dev.poolproof.model.scenario.Bound;
import dev.poolproof.model.scenario.Comparison;
import dev.poolproof.model.scenario.Expectation;
import dev.poolproof.model.scenario.Operation;
import dev.poolproof.model.scenario.Phase;
import dev.poolproof.runner.judge.Judgement.Remedy;
import java.util.List;
import org.junit.jupiter.api.Test;

/** Incidents that the workload or the server makes, without a fault on the path. */
class LimitsTest {
    private static final History CONTROL = Play.undisturbed().ended(410);
    private static final Phase LEAK =
            new Phase.Leak(ofSeconds(400), 4, ofSeconds(2), Operation.READ, 20);
    private static final Expectation WARNED = new Expectation.Warned("Connection leak");
    private static final Failure STARVED =
            new Failure("SQLTransientConnectionException", "08003", "timed out", List.of());

    @Test
    void aLeakThatNeverHappenedTellsNothing() {
        assertThat(Judge.judge(provokedBy(LEAK, NONE_FAILED), CONTROL, CONTROL))
                .returns(Verdict.INCONCLUSIVE, Judgement::verdict)
                .returns("the fault never touched a connection of this cell", Judgement::why);
    }

    @Test
    void whatTheWorkloadDidIsToldInTheReason() {
        assertThat(
                        Judge.judge(
                                        provokedBy(LEAK, NONE_FAILED),
                                        leaking().provoked(20, "an op kept it").ended(410),
                                        CONTROL)
                                .why())
                .startsWith("an op kept it 2 times, first at 10s. No operation failed");
        assertThat(
                        Judge.judge(
                                        provokedBy(LEAK, NONE_FAILED),
                                        leaking().failed(100, STARVED).ended(410),
                                        CONTROL)
                                .verdict())
                .isEqualTo(Verdict.FAIL);
    }

    @Test
    void aLogThatTellsBeforeTheFirstFailureHasWarned() {
        assertThat(
                        warned(
                                leaking()
                                        .logged(70, "WARN", "Connection leak of 5")
                                        .failed(130, STARVED)))
                .returns(Verdict.PASS, Judgement::verdict);
        assertThat(warned(leaking().logged(70, "WARN", "Connection leak of 5")))
                .returns(Verdict.PASS, Judgement::verdict);
        assertThat(warned(leaking().failed(130, STARVED).logged(250, "WARN", "Connection leak")))
                .returns(Verdict.FAIL, Judgement::verdict)
                .extracting(Judgement::why)
                .asString()
                .startsWith("the log told of it only after the first operation had failed");
        assertThat(warned(leaking().logged(70, "WARN", "Something else")))
                .returns(Verdict.FAIL, Judgement::verdict)
                .extracting(Judgement::why)
                .asString()
                .startsWith("the log did not tell of it");
    }

    @Test
    void theLongestOperationIsMeasuredFromItsBeginningToItsEnd() {
        Expectation limit =
                new Expectation.LongestOperation(
                        new Bound.OfDuration(Comparison.LESS, ofMinutes(1)));

        assertThat(Judge.judge(provokedBy(LEAK, limit), leaking().ended(410), CONTROL).verdict())
                .isEqualTo(Verdict.PASS);
        assertThat(
                        Judge.judge(
                                provokedBy(LEAK, limit),
                                leaking().givenUp(100, ofMinutes(5)).ended(410),
                                CONTROL))
                .returns(Verdict.FAIL, Judgement::verdict)
                .extracting(Judgement::why)
                .asString()
                .startsWith("the longest operation took 5m (expected: longest-operation < 1m)");
    }

    @Test
    void aPoolThatLeaksIsToldToBeEmptyWhenAllItsConnectionsWereKept() {
        assertThat(Judge.judge(provokedBy(LEAK, NONE_FAILED), keptNine().ended(410), CONTROL).why())
                .doesNotContain("empty for good");
        assertThat(
                        Judge.judge(
                                        provokedBy(LEAK, NONE_FAILED),
                                        keptNine().provoked(100, Provoked.KEPT).ended(410),
                                        CONTROL)
                                .why())
                .contains(
                        " The pool was empty for good at 1m40s, 1m30s after the first of its 10 connections was kept.");
    }

    private static Play keptNine() {
        Play leaking = Play.undisturbed();
        for (int second = 10; second < 19; second++) {
            leaking.provoked(second, Provoked.KEPT);
        }
        return leaking;
    }

    @Test
    void tasksThatDidNotMeetArePlayedAgain() {
        Phase nested = new Phase.Nested(2, 2, ofSeconds(20));

        assertThat(Judge.judge(provokedBy(nested, NONE_FAILED), asked(1), CONTROL))
                .returns(Verdict.INCONCLUSIVE, Judgement::verdict)
                .returns(Remedy.PLAY_SLOWER, Judgement::remedy)
                .returns(
                        "only 1 of 2 times had all tasks got as far when one asked for another connection",
                        Judgement::why);
        assertThat(Judge.judge(provokedBy(nested, NONE_FAILED), asked(2), CONTROL).verdict())
                .isEqualTo(Verdict.PASS);
    }

    @Test
    void aSessionThatTheServerEndedIsAStaleConnection() {
        Play ended =
                new Play()
                        .accepted(1, 1)
                        .succeeded(10, ZERO)
                        .network(310, 1, NetworkAction.FIN_RECEIVED, Side.SERVER)
                        .succeeded(400, ZERO);

        Judgement judgement =
                Judge.judge(serverEndsAfter(ofMinutes(5), NONE_FAILED), ended.ended(410), CONTROL);

        assertThat(judgement.verdict()).isEqualTo(Verdict.PASS);
        assertThat(judgement.numbers().staleConnections()).isEqualTo(1);
        assertThat(judgement.why())
                .startsWith(
                        "the server ended 1 sessions whose clients were silent, first at 5m10s.");
        assertThat(judgement.evidence())
                .contains(
                        "5m10s the server ended 1 sessions whose clients were silent, last at 5m10s");
    }

    @Test
    void aServerThatHadNoSilentClientIsSurvivedOnlyIfItHadTheTime() {
        assertThat(Judge.judge(serverEndsAfter(ofMinutes(5), NONE_FAILED), CONTROL, CONTROL))
                .returns(Verdict.PASS, Judgement::verdict)
                .extracting(Judgement::why)
                .asString()
                .contains("the server's idle_session_timeout is 5m");
        assertThat(Judge.judge(serverEndsAfter(ofMinutes(10), NONE_FAILED), CONTROL, CONTROL))
                .returns(Verdict.INCONCLUSIVE, Judgement::verdict);
    }

    private static History asked(int times) {
        Play play = Play.undisturbed();
        for (int i = 0; i < times; i++) {
            play.provoked(10, Provoked.ASKED_FOR_MORE);
        }
        return play.ended(410);
    }

    private static Play leaking() {
        return Play.undisturbed().provoked(10, "an op kept it");
    }

    private static Judgement warned(Play play) {
        return Judge.judge(provokedBy(LEAK, WARNED), play.ended(410), CONTROL);
    }
}
