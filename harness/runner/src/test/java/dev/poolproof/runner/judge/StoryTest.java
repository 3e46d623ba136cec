package dev.poolproof.runner.judge;

import static dev.poolproof.runner.judge.Briefs.NONE_FAILED;
import static dev.poolproof.runner.judge.Play.RESET;
import static java.time.Duration.ZERO;
import static java.time.Duration.ofMillis;
import static java.time.Duration.ofSeconds;
import static org.assertj.core.api.Assertions.assertThat;

import dev.poolproof.model.history.Failure;
import dev.poolproof.model.history.History;
import dev.poolproof.model.history.NetworkAction;
import dev.poolproof.model.matrix.Verdict;
import dev.poolproof.model.scenario.Bound;
import dev.poolproof.model.scenario.Comparison;
import dev.poolproof.model.scenario.Expectation;
import dev.poolproof.model.scenario.PgBouncer;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;

class StoryTest {
    private static final History CONTROL = Play.undisturbed().ended(410);

    @Test
    void aFailureTellsWhatFiredAndWhatTheClientSaw() {
        Judgement judgement =
                Judge.judge(
                        Briefs.expecting(NONE_FAILED),
                        Play.disturbed()
                                .fired(361, 2)
                                .network(400, 1, NetworkAction.RST_SENT)
                                .failed(401, RESET)
                                .sessions(2, 10)
                                .sessions(402, 12)
                                .logged(401, "INFO", "Added connection conn0")
                                .logged(402, "WARN", "Failed to validate conn1@4f (a\nb)")
                                .logged(402, "WARN", "Failed to validate conn2@5e (a\nb)")
                                .succeeded(403, ofMillis(2_500))
                                .ended(410),
                        CONTROL);

        assertThat(judgement.why())
                .isEqualTo(
                        "1 of 4 operations failed (expected: failed = 0). nat-gateway fired on 2"
                                + " connections, first at 6m. First at 6m41s: PSQLException [08006]"
                                + " An I/O error occurred while sending to the backend."
                                + " (SocketException: Connection reset). The database still held 12"
                                + " sessions at the end, for a pool of 10.");
        assertThat(judgement.evidence())
                .containsExactly(
                        "6m nat-gateway: its timer fired on 2 connections, last at 6m1s",
                        "6m40s RST sent to the client on 1 connections",
                        "6m41s read of client 3: PSQLException [08006] An I/O error occurred while"
                                + " sending to the backend. (SocketException: Connection reset)",
                        "6m43s longest wait for a connection: 2.5s",
                        "6m42s log WARN: Failed to validate conn1@4f (a b)",
                        "6m50s the database holds 12 sessions; 12 at the most");
    }

    @Test
    void whatMostOperationsMetIsToldBesideWhatTheFirstOneMet() {
        Judgement judgement =
                Judge.judge(
                        Briefs.expecting(NONE_FAILED),
                        Play.disturbed()
                                .failed(401, RESET)
                                .failed(402, readOnly("of reader 1"))
                                .failed(403, readOnly("of reader 2"))
                                .ended(410),
                        CONTROL);

        assertThat(judgement.why())
                .contains(" First at 6m41s: PSQLException [08006] ")
                .endsWith(" Most often, 2 times, first at 6m42s: E [25006] of reader 1.");
        assertThat(judgement.evidence()).contains("6m42s then 2 times: E [25006] of reader 1");
    }

    @Test
    void whatFailsToTheEndIsNotSaidToHaveRecovered() {
        assertThat(recovering(5, failingUntil(409)).why())
                .startsWith("it had not gone well again by the end, 9.01s later (expected: ");
        assertThat(recovering(5, failingUntil(408).succeeded(409, ZERO)).why())
                .startsWith("it took 8.01s until all went well again (expected: ");
    }

    @Test
    void whatFailsToTheEndHasNotRecoveredHoweverLateItBegan() {
        assertThat(recovering(60, failingUntil(409)).verdict()).isEqualTo(Verdict.FAIL);
    }

    private static Play failingUntil(long second) {
        return Play.disturbed().failed(400, RESET).failed(second, RESET);
    }

    private static Judgement recovering(int limitSeconds, Play play) {
        Bound.OfDuration inTime = new Bound.OfDuration(Comparison.LESS, ofSeconds(limitSeconds));
        return Judge.judge(
                Briefs.expecting(new Expectation.Recovery(inTime)), play.ended(410), CONTROL);
    }

    private static Failure readOnly(String message) {
        return new Failure("E", "25006", message, List.of());
    }

    @Test
    void whatAllInstancesWantIsToldBesideWhatTheServerHas() {
        History started = Play.undisturbed().provoked(20, "an instance was started").ended(410);

        assertThat(Judge.judge(Briefs.oneServerFor(10, 100), started, CONTROL).why())
                .endsWith(
                        " 10 instances with pools of 10 want 100 connections at the most, which are"
                                + " more than the 97 that the server has for them.");
        assertThat(Judge.judge(Briefs.oneServerFor(9, 100), started, CONTROL).why())
                .endsWith(
                        " 9 instances with pools of 10 want 90 connections at the most, which fit"
                                + " into the 97 that the server has for them.");
    }

    @Test
    void anOperationThatWasGivenUpIsToldByHowLongItWaited() {
        Judgement judgement =
                Judge.judge(
                        Briefs.expecting(NONE_FAILED),
                        Play.disturbed().givenUp(400, ofSeconds(61)).ended(470),
                        CONTROL);

        assertThat(judgement.why()).endsWith(" First at 7m41s: read still waited after 1m1s.");
    }

    @Test
    void aMessageOfSeveralLinesIsToldInOne() {
        Judgement judgement =
                Judge.judge(
                        Briefs.expecting(NONE_FAILED),
                        Play.disturbed()
                                .failed(401, new Failure("E", null, "one\n  two", List.of()))
                                .ended(410),
                        CONTROL);

        assertThat(judgement.why()).endsWith(" First at 6m41s: E one two.");
    }

    @Test
    void aSurvivalTellsWhatFiredAndWhatItCost() {
        Judgement judgement =
                Judge.judge(
                        Briefs.expecting(NONE_FAILED),
                        Play.disturbed().succeeded(401, ofMillis(250)).ended(410),
                        CONTROL);

        assertThat(judgement.why())
                .isEqualTo(
                        "nat-gateway fired on 1 connections, first at 6m. No operation failed; the"
                                + " longest wait for a connection grew by 250ms.");
    }

    @Test
    void aSurvivalWithoutAnyFaultFiringTellsWhatKeptThePathAwake() {
        Judgement judgement =
                Judge.judge(
                        Briefs.expecting(NONE_FAILED),
                        new Play()
                                .accepted(1, 1)
                                .network(200, 1, NetworkAction.KEEPALIVE_SEEN)
                                .network(300, 1, NetworkAction.FIN_RECEIVED)
                                .accepted(300, 2)
                                .succeeded(400, ZERO)
                                .network(415, 2, NetworkAction.FIN_RECEIVED)
                                .ended(410),
                        CONTROL);

        assertThat(judgement.why())
                .isEqualTo(
                        "No connection was silent for longer than 3m19s, and nat-gateway waits"
                                + " 5m50s. 1 TCP keepalive probes kept the path awake. The pool"
                                + " itself retired 1 connections.");
    }

    @Test
    void aSurvivalBehindPgBouncerTellsHowLongItWaits() {
        Judgement judgement =
                Judge.judge(
                        Briefs.behind(new PgBouncer(Map.of(), Map.of())),
                        new Play().accepted(1, 1).succeeded(400, ZERO).ended(410),
                        CONTROL);

        assertThat(judgement.why()).endsWith(", and PgBouncer waits 2m.");
    }

    @Test
    void aPathWithoutFaultsIsToldSo() {
        Judgement judgement = Judge.judge(Briefs.withoutFaults(NONE_FAILED), CONTROL, CONTROL);

        assertThat(judgement.why()).isEqualTo("All expectations are met; the path has no fault.");
    }
}
