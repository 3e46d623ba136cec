package dev.poolproof.runner.judge;

import static dev.poolproof.runner.judge.Briefs.NONE_FAILED;
import static dev.poolproof.runner.judge.Briefs.longestWaitBelow;
import static dev.poolproof.runner.judge.Play.RESET;
import static java.time.Duration.ZERO;
import static java.time.Duration.ofMillis;
import static java.time.Duration.ofSeconds;
import static org.assertj.core.api.Assertions.assertThat;
import static org.junit.jupiter.params.provider.Arguments.argumentSet;

import dev.poolproof.model.history.History;
import dev.poolproof.model.history.NetworkAction;
import dev.poolproof.model.matrix.Verdict;
import dev.poolproof.model.scenario.Bound;
import dev.poolproof.model.scenario.Comparison;
import dev.poolproof.model.scenario.CountUnit;
import dev.poolproof.model.scenario.Expectation;
import dev.poolproof.model.scenario.Symptom;
import dev.poolproof.runner.judge.Judgement.Remedy;
import java.util.Optional;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.Arguments;
import org.junit.jupiter.params.provider.MethodSource;

class JudgeTest {
    private static final History CONTROL = Play.undisturbed().ended(410);
    private static final Symptom SYMPTOM =
            new Symptom("as-deployed", null, null, "Connection reset", null);

    @ParameterizedTest
    @MethodSource("expectations")
    void anExpectationThatIsMetPassesAndOneThatIsBrokenFails(
            Expectation expectation, Play met, Play broken) {
        Brief brief = Briefs.known(SYMPTOM, expectation);

        assertThat(Judge.judge(brief, met.ended(410), CONTROL))
                .returns(Verdict.PASS, Judgement::verdict)
                .returns(Remedy.NONE, Judgement::remedy);
        assertThat(Judge.judge(brief, broken.ended(410), CONTROL))
                .returns(Verdict.FAIL, Judgement::verdict)
                .returns(Remedy.NONE, Judgement::remedy)
                .satisfies(
                        judgement ->
                                assertThat(judgement.why())
                                        .contains("(expected: " + expectation.describe() + ")"));
    }

    static Stream<Arguments> expectations() {
        Bound.OfCount atMostTen = new Bound.OfCount(Comparison.AT_MOST, 10, CountUnit.ONE);
        Bound.OfCount onePool = new Bound.OfCount(Comparison.AT_MOST, 1, CountUnit.POOL_SIZE);
        Bound.OfDuration twoSeconds = new Bound.OfDuration(Comparison.LESS, ofSeconds(2));
        return Stream.of(
                argumentSet(
                        "failed operations",
                        NONE_FAILED,
                        Play.disturbed(),
                        Play.disturbed().givenUp(401, ofSeconds(5))),
                argumentSet(
                        "median wait",
                        new Expectation.BorrowWait(Expectation.Statistic.P50, twoSeconds),
                        Play.disturbed().succeeded(401, ofSeconds(9)),
                        waits(3, 9)),
                argumentSet(
                        "99th percentile of the waits",
                        new Expectation.BorrowWait(Expectation.Statistic.P99, twoSeconds),
                        waits(150, 0).succeeded(401, ofSeconds(9)),
                        waits(150, 0).succeeded(401, ofSeconds(9)).succeeded(401, ofSeconds(9))),
                argumentSet(
                        "longest wait",
                        longestWaitBelow(ofSeconds(2)),
                        Play.disturbed().succeeded(401, ofMillis(1_800)),
                        Play.disturbed().succeeded(401, ofSeconds(9))),
                argumentSet(
                        "recovery",
                        new Expectation.Recovery(twoSeconds),
                        Play.disturbed().failed(401, RESET).failed(402, RESET).succeeded(403, ZERO),
                        Play.disturbed().failed(401, RESET).failed(409, RESET)),
                argumentSet(
                        "most sessions",
                        new Expectation.ServerSessions(Expectation.Moment.PEAK, onePool),
                        Play.disturbed().sessions(2, 10),
                        Play.disturbed().sessions(2, 11).sessions(3, 10)),
                argumentSet(
                        "sessions at the end",
                        new Expectation.ServerSessions(Expectation.Moment.END, onePool),
                        Play.disturbed().sessions(2, 20).sessions(409, 10),
                        Play.disturbed().sessions(2, 10).sessions(409, 11).sessions(420, 0)),
                argumentSet(
                        "connections opened",
                        new Expectation.ConnectionsOpened(atMostTen),
                        connections(9),
                        connections(10)),
                argumentSet(
                        "stale connections",
                        new Expectation.StaleConnections(atMostTen),
                        // One connection that two timers hit is one stale connection.
                        Play.disturbed().fired(361, 1),
                        fired(10)),
                argumentSet(
                        "symptom absent",
                        new Expectation.SymptomShows(Expectation.Presence.ABSENT),
                        Play.disturbed(),
                        Play.disturbed().failed(401, RESET)));
    }

    @Test
    void aSymptomThatIsExpectedNeedNotShowInTheControl() {
        Brief brief =
                Briefs.known(SYMPTOM, new Expectation.SymptomShows(Expectation.Presence.PRESENT));

        Judgement shown =
                Judge.judge(brief, Play.disturbed().failed(401, RESET).ended(410), CONTROL);
        Judgement notShown = Judge.judge(brief, Play.disturbed().ended(410), CONTROL);

        assertThat(shown.verdict()).isEqualTo(Verdict.PASS);
        assertThat(notShown.verdict()).isEqualTo(Verdict.FAIL);
    }

    @Test
    void staleConnectionsThatAreExpectedNeedNotShowInTheControl() {
        Brief brief =
                Briefs.expecting(
                        new Expectation.StaleConnections(
                                new Bound.OfCount(Comparison.AT_LEAST, 1, CountUnit.ONE)));

        assertThat(Judge.judge(brief, Play.disturbed().ended(410), CONTROL).verdict())
                .isEqualTo(Verdict.PASS);
    }

    @Test
    void failuresThatAreExpectedNeedNotShowInTheControl() {
        Brief brief =
                Briefs.expecting(
                        new Expectation.Failed(
                                new Bound.OfCount(Comparison.GREATER, 0, CountUnit.ONE)));

        Judgement judgement =
                Judge.judge(brief, Play.disturbed().failed(401, RESET).ended(410), CONTROL);

        assertThat(judgement.verdict()).isEqualTo(Verdict.PASS);
    }

    @Test
    void aCellThatPassesWithAllOfItsWaitsNeedsNoControl() {
        Optional<Judgement> judgement =
                Judge.passing(
                        Briefs.expecting(longestWaitBelow(ofSeconds(2))),
                        Play.disturbed().succeeded(401, ofMillis(1_500)).ended(410));

        assertThat(judgement.orElseThrow())
                .returns(Verdict.PASS, Judgement::verdict)
                .satisfies(
                        passing ->
                                assertThat(passing.why())
                                        .endsWith("the longest wait for a connection was 1.5s."));
    }

    @ParameterizedTest
    @MethodSource("cellsToBeHeldAgainstAControl")
    void aControlMayChangeEveryOtherJudgement(Expectation expectation, Play play) {
        assertThat(Judge.passing(Briefs.expecting(expectation), play.ended(410))).isEmpty();
    }

    static Stream<Arguments> cellsToBeHeldAgainstAControl() {
        Bound.OfDuration long5 = new Bound.OfDuration(Comparison.AT_LEAST, ofSeconds(5));
        Play waited = Play.disturbed().succeeded(401, ofSeconds(9));
        return Stream.of(
                argumentSet("it failed", NONE_FAILED, Play.disturbed().failed(401, RESET)),
                argumentSet(
                        "clients of the control may wait as long",
                        longestWaitBelow(ofSeconds(2)),
                        waited),
                argumentSet(
                        "a wait is asked for that the control may have too",
                        new Expectation.BorrowWait(Expectation.Statistic.MAX, long5),
                        waited),
                argumentSet(
                        "a recovery is asked for that the control may make shorter",
                        new Expectation.Recovery(long5),
                        Play.disturbed()
                                .failed(401, RESET)
                                .failed(407, RESET)
                                .succeeded(408, ZERO)),
                argumentSet("it is in doubt", NONE_FAILED, Play.disturbed().jitter(ofSeconds(6))),
                argumentSet(
                        "operations alone show what a path does that tells nothing",
                        NONE_FAILED,
                        Play.disturbed().network(0, 0, NetworkAction.UNSEEN)));
    }

    @Test
    void lostAndDoubledWritesFailWhateverWasExpected() {
        Judgement lost =
                Judge.judge(
                        Briefs.expecting(NONE_FAILED),
                        Play.disturbed().audited(420, 5, 2, 0, 0).ended(410),
                        CONTROL);
        Judgement doubled =
                Judge.judge(
                        Briefs.expecting(NONE_FAILED),
                        Play.disturbed().audited(420, 5, 0, 3, 0).ended(410),
                        CONTROL);

        assertThat(lost.verdict()).isEqualTo(Verdict.FAIL);
        assertThat(lost.why()).startsWith("2 acknowledged writes are lost.");
        assertThat(doubled.verdict()).isEqualTo(Verdict.FAIL);
        assertThat(doubled.why()).startsWith("3 writes were applied more than once.");
    }

    @Test
    void aWriteReportedAsFailedButAppliedIsTold() {
        Judgement judgement =
                Judge.judge(
                        Briefs.expecting(NONE_FAILED),
                        Play.disturbed().audited(420, 5, 0, 0, 1).ended(410),
                        CONTROL);

        assertThat(judgement.verdict()).isEqualTo(Verdict.PASS);
        assertThat(judgement.evidence())
                .contains(
                        "7m writes: 5 acknowledged, 0 lost, 0 doubled, 1 reported as failed but"
                                + " applied");
    }

    @Test
    void judgingIsPure() {
        Brief brief = Briefs.known(SYMPTOM, NONE_FAILED);
        History cell =
                Play.disturbed()
                        .failed(401, RESET)
                        .sessions(2, 10)
                        .logged(402, "WARN", "gone")
                        .ended(410);

        assertThat(Judge.judge(brief, cell, CONTROL)).isEqualTo(Judge.judge(brief, cell, CONTROL));
        assertThat(Judge.judge(brief, new History(cell.events()), CONTROL))
                .isEqualTo(Judge.judge(brief, cell, CONTROL));
    }

    private static Play waits(int operations, int seconds) {
        Play play = Play.disturbed();
        for (int i = 0; i < operations; i++) {
            play.succeeded(401, ofSeconds(seconds));
        }
        return play;
    }

    private static Play connections(int more) {
        Play play = Play.disturbed();
        for (int i = 0; i < more; i++) {
            play.network(2, 2 + i, NetworkAction.CONNECTED);
        }
        return play;
    }

    private static Play fired(int more) {
        Play play = Play.disturbed();
        for (int i = 0; i < more; i++) {
            play.fired(361, 2 + i);
        }
        return play.succeeded(402, ZERO);
    }
}
