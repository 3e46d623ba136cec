package dev.poolproof.runner.judge;

import static dev.poolproof.runner.judge.Briefs.NONE_FAILED;
import static dev.poolproof.runner.judge.Briefs.longestWaitBelow;
import static dev.poolproof.runner.judge.Play.RESET;
import static java.time.Duration.ZERO;
import static java.time.Duration.ofMillis;
import static java.time.Duration.ofSeconds;
import static org.assertj.core.api.Assertions.assertThat;

import dev.poolproof.model.fault.Hop;
import dev.poolproof.model.fault.Moment;
import dev.poolproof.model.fault.Scope;
import dev.poolproof.model.fault.Trigger;
import dev.poolproof.model.history.Failure;
import dev.poolproof.model.history.History;
import dev.poolproof.model.history.NetworkAction;
import dev.poolproof.model.matrix.Verdict;
import dev.poolproof.model.scenario.Bound;
import dev.poolproof.model.scenario.Comparison;
import dev.poolproof.model.scenario.CountUnit;
import dev.poolproof.model.scenario.Expectation;
import dev.poolproof.runner.judge.Judgement.Remedy;
import java.time.Duration;
import java.util.List;
import org.junit.jupiter.api.Test;

class GuardsTest {
    private static final Expectation RECOVERED_IN_10S =
            new Expectation.Recovery(new Bound.OfDuration(Comparison.LESS, ofSeconds(10)));
    private static final History UNDISTURBED = Play.undisturbed().ended(410);

    @Test
    void aCellInWhichTheHarnessBrokeIsPlayedAgain() {
        Judgement judgement =
                Judge.judge(
                        Briefs.expecting(NONE_FAILED),
                        Play.disturbed().broke("no proxy").unfinished(),
                        UNDISTURBED);

        assertDoubt(judgement, Remedy.PLAY_SLOWER, "no proxy");
    }

    @Test
    void aControlInWhichTheHarnessBrokeIsPlayedAgain() {
        Judgement judgement =
                Judge.judge(
                        Briefs.expecting(NONE_FAILED),
                        Play.disturbed().ended(410),
                        Play.undisturbed().broke("no database").ended(410));

        assertDoubt(judgement, Remedy.PLAY_SLOWER, "no database");
    }

    @Test
    void aWorkloadThatDidNotEndTellsNothing() {
        Judgement judgement =
                Judge.judge(
                        Briefs.expecting(NONE_FAILED), Play.disturbed().unfinished(), UNDISTURBED);

        assertDoubt(judgement, Remedy.NONE, "the workload did not run to its end");
    }

    @Test
    void aControlThatFailsAtFirstMakesTheMachineSuspect() {
        Judgement judgement =
                Judge.judge(
                        Briefs.expecting(NONE_FAILED),
                        Play.disturbed().failed(401, RESET).ended(410),
                        Play.undisturbed().failed(401, RESET).ended(410));

        assertDoubt(
                judgement,
                Remedy.PLAY_SLOWER,
                "the control, without the faults, does not pass either: 1 of 3 operations failed"
                        + " (expected: failed = 0)");
    }

    @Test
    void aControlThatFailsAgainMakesTheCandidateGuilty() {
        Judgement judgement =
                Judge.judge(
                        Briefs.repeated(NONE_FAILED),
                        Play.disturbed().failed(401, RESET).ended(410),
                        Play.undisturbed().failed(401, RESET).ended(410));

        assertThat(judgement.verdict()).isEqualTo(Verdict.FAIL);
        assertThat(judgement.why()).startsWith("Even without the fault: 1 of 3 operations failed");
    }

    @Test
    void aControlThatIsOnlySlowAgainKeepsTheMachineSuspect() {
        Judgement judgement =
                Judge.judge(
                        Briefs.repeated(longestWaitBelow(ofSeconds(1))),
                        Play.disturbed().ended(410),
                        Play.undisturbed().succeeded(402, ofSeconds(3)).ended(410));

        assertDoubt(
                judgement,
                Remedy.PLAY_SLOWER,
                "the control, without the faults, does not pass either");
    }

    @Test
    void jitterOfHalfTheMarginIsTooMuch() {
        assertDoubt(
                judgedWithJitter(ofSeconds(5)),
                Remedy.PLAY_SLOWER,
                "this machine was late by up to 5s, and the verdict hangs on 10s");
        assertThat(judgedWithJitter(ofMillis(4_999)).verdict()).isEqualTo(Verdict.PASS);
    }

    @Test
    void aMachineThatStoodStillTellsNothingWhateverTheMargin() {
        History late = Play.disturbed().jitter(ofSeconds(3)).ended(410);

        assertDoubt(
                Judge.judge(Briefs.at(10, NONE_FAILED), late, UNDISTURBED),
                Remedy.PLAY_SLOWER,
                "this machine stood still for 300ms, which are 3s at 10x");
        assertThat(Judge.judge(Briefs.at(12, NONE_FAILED), late, UNDISTURBED).verdict())
                .isEqualTo(Verdict.PASS);
        assertThat(Judge.judge(Briefs.expecting(NONE_FAILED), late, UNDISTURBED).verdict())
                .isEqualTo(Verdict.PASS);
    }

    @Test
    void jitterOfTheControlCountsToo() {
        Judgement judgement =
                Judge.judge(
                        Briefs.expecting(NONE_FAILED),
                        Play.disturbed().ended(410),
                        Play.undisturbed().jitter(ofSeconds(6)).ended(410));

        assertDoubt(judgement, Remedy.PLAY_SLOWER, "this machine was late by up to 6s");
    }

    @Test
    void aWaitThatTheMachineMayHaveLengthenedBeyondTheLimitTellsNothing() {
        // At 60x a pool that fills anew in 0.8 s is 48 s late: 49 s are no proof.
        assertDoubt(
                judgedAt60WithWaits(ofSeconds(49), ZERO),
                Remedy.PLAY_SLOWER,
                "clients waited up to 49s longer for a connection than without the fault"
                        + " (expected: borrow-wait max < 2s), of which up to 48s may be this machine's"
                        + " own");
        assertThat(judgedAt60WithWaits(ofSeconds(51), ZERO).verdict()).isEqualTo(Verdict.FAIL);
    }

    @Test
    void aWaitThatIsAsLongAtASlowerScaleIsBelieved() {
        // 8 s at 20x are 0.4 s of work, which would be 4 s at 10x.
        Judgement first = judgedWithWaitOf8s(Briefs.at(20, longestWaitBelow(ofSeconds(5))));
        Judgement again = judgedWithWaitOf8s(Briefs.againAt(10, longestWaitBelow(ofSeconds(5))));

        assertDoubt(first, Remedy.PLAY_SLOWER, "of which up to 16s may be this machine's own");
        assertThat(again.verdict()).isEqualTo(Verdict.FAIL);
    }

    @Test
    void inRealTimeNoSlowerScaleIsLeftToAsk() {
        assertThat(
                        judgedWithWaitOf8s(Briefs.expecting(longestWaitBelow(ofMillis(7_700))))
                                .verdict())
                .isEqualTo(Verdict.FAIL);
    }

    @Test
    void aLimitThatTheWholeWaitMeetsIsMetForCertain() {
        assertThat(judgedAt60WithWaits(ofMillis(1_900), ZERO).verdict()).isEqualTo(Verdict.PASS);
    }

    @Test
    void aLimitThatIsOnlyMetAfterTheControlIsTakenOffIsInDoubt() {
        Judgement judgement = judgedAt60WithWaits(ofMillis(2_500), ofMillis(1_500));

        assertDoubt(judgement, Remedy.PLAY_SLOWER, "of which up to 48s may be this machine's own");
    }

    @Test
    void waitsOnAMachineThatOthersKeepBusyTellNothingHoweverLong() {
        Judgement judgement = waitOf30s(0.9, UNDISTURBED);

        assertDoubt(
                judgement,
                Remedy.PLAY_SLOWER,
                "nothing but waits broke it, and all processors of this machine were busy for 90 % of"
                        + " the time");
    }

    @Test
    void aMachineThatWasBusyDuringTheControlAloneMakesNoWaitLonger() {
        Judgement judgement = waitOf30s(0.5, Play.undisturbed().processors(1).ended(410));

        assertThat(judgement.verdict()).isEqualTo(Verdict.FAIL);
    }

    @Test
    void waitsOnAMachineThatHasProcessorsToSpareAreThePools() {
        Judgement judgement = waitOf30s(0.5, UNDISTURBED);

        assertThat(judgement.verdict()).isEqualTo(Verdict.FAIL);
    }

    @Test
    void waitsThatASlowerScaleHasNotShortenedAreThePoolsHoweverBusyTheMachine() {
        assertThat(waitOnABusyMachine(ofSeconds(30), ofSeconds(27)).verdict())
                .isEqualTo(Verdict.FAIL);
    }

    @Test
    void waitsThatASlowerScaleHasShortenedMayBeTheMachines() {
        assertDoubt(
                waitOnABusyMachine(ofSeconds(30), ofSeconds(20)),
                Remedy.PLAY_SLOWER,
                "nothing but waits broke it");
    }

    @Test
    void waitsThatASlowerScaleHasMadeMuchLongerMayBeTheMachines() {
        assertDoubt(
                waitOnABusyMachine(ofSeconds(12), ofSeconds(15)),
                Remedy.PLAY_SLOWER,
                "nothing but waits broke it");
    }

    @Test
    void waitsThatVaryAreThePoolsInTheEndUnlessTheyShrinkAsTheMachinesDo() {
        assertThat(waitOnABusyMachine(ofSeconds(45), ofSeconds(22), Brief.Trial.LAST).verdict())
                .isEqualTo(Verdict.FAIL);
        assertDoubt(
                waitOnABusyMachine(ofSeconds(45), ofSeconds(20), Brief.Trial.LAST),
                Remedy.PLAY_SLOWER,
                "nothing but waits broke it");
    }

    @Test
    void waitsThatGrowEachTimeAreThePoolsInTheEnd() {
        assertThat(waitOnABusyMachine(ofSeconds(12), ofSeconds(15), Brief.Trial.LAST).verdict())
                .isEqualTo(Verdict.FAIL);
    }

    @Test
    void aBusyMachineMayLengthenAWaitAtASlowerScaleAsMuchAsAtFirst() {
        assertDoubt(
                waitOnABusyMachine(ofSeconds(12), ofSeconds(11)),
                Remedy.PLAY_SLOWER,
                "of which up to 8s may be this machine's own");
    }

    @Test
    void butNotForEver() {
        assertThat(waitOnABusyMachine(ofSeconds(12), ofSeconds(11), Brief.Trial.LAST).verdict())
                .isEqualTo(Verdict.FAIL);
    }

    @Test
    void waitsThatWereShortEnoughAtTheFasterScaleMayBeTheMachines() {
        assertDoubt(
                waitOnABusyMachine(ofSeconds(4), ofSeconds(20)),
                Remedy.PLAY_SLOWER,
                "nothing but waits broke it");
    }

    @Test
    void aFailureThatIsNoWaitDoesNotTakeTheProofAway() {
        Brief brief =
                Briefs.after(
                        Play.disturbed()
                                .failed(402, RESET)
                                .succeeded(440, ofSeconds(20))
                                .ended(470),
                        7.5,
                        RECOVERED_IN_10S,
                        Brief.Trial.REPEATED);
        Play late = Play.disturbed().failed(402, RESET).succeeded(440, ofSeconds(20));

        assertThat(Judge.judge(brief, late.processors(0.9).ended(470), UNDISTURBED).verdict())
                .isEqualTo(Verdict.FAIL);
    }

    @Test
    void twoTimeoutsTellNothingOnABusyMachine() {
        assertDoubt(
                timeoutOnABusyMachine(Brief.Trial.REPEATED, UNDISTURBED),
                Remedy.PLAY_SLOWER,
                "nothing but waits broke it");
    }

    @Test
    void threeTimeoutsAreThePoolsHoweverBusyTheMachine() {
        assertThat(timeoutOnABusyMachine(Brief.Trial.LAST, UNDISTURBED).verdict())
                .isEqualTo(Verdict.FAIL);
    }

    @Test
    void threeTimeoutsTellNothingIfTheControlHasThemToo() {
        assertDoubt(
                timeoutOnABusyMachine(Brief.Trial.LAST, timeout().ended(450)),
                Remedy.PLAY_SLOWER,
                "nothing but waits broke it");
    }

    /** Where 5 s are allowed. */
    private static Judgement waitOf30s(double busy, History control) {
        return Judge.judge(
                Briefs.at(20, longestWaitBelow(ofSeconds(5))),
                Play.disturbed().succeeded(402, ofSeconds(30)).processors(busy).ended(450),
                control);
    }

    /** Not to be longer than 5 s. */
    private static Judgement waitOnABusyMachine(Duration at20, Duration at10) {
        return waitOnABusyMachine(at20, at10, Brief.Trial.REPEATED);
    }

    private static Judgement waitOnABusyMachine(Duration at20, Duration at10, Brief.Trial trial) {
        return Judge.judge(
                Briefs.after(
                        Play.disturbed().succeeded(402, at20).ended(450),
                        10,
                        longestWaitBelow(ofSeconds(5)),
                        trial),
                Play.disturbed().succeeded(402, at10).processors(0.9).ended(450),
                UNDISTURBED);
    }

    private static Judgement timeoutOnABusyMachine(Brief.Trial trial, History control) {
        return Judge.judge(
                Briefs.after(timeout().ended(450), 10, NONE_FAILED, trial),
                timeout().processors(0.9).ended(450),
                control);
    }

    private static Play timeout() {
        return Play.disturbed().waited(402, ofSeconds(30), Play.RESET);
    }

    @Test
    void aServerThatLetsNobodyElseInIsNoWaitHoweverBusyTheMachine() {
        Judgement judgement =
                Judge.judge(
                        Briefs.at(20, NONE_FAILED),
                        Play.disturbed()
                                .refused(402, "53300", ofSeconds(30))
                                .processors(1)
                                .ended(450),
                        UNDISTURBED);

        assertThat(judgement.verdict()).isEqualTo(Verdict.FAIL);
    }

    @Test
    void aPoolThatCannotBeOpenedForItIsNoneEither() {
        Failure failure =
                new Failure(
                        "PoolInitializationException",
                        null,
                        "Failed to initialize pool",
                        List.of("SQLException[08004, error 1040]: Too many connections"));

        Judgement judgement =
                Judge.judge(
                        Briefs.at(20, NONE_FAILED),
                        Play.disturbed()
                                .waited(402, ofSeconds(30), failure)
                                .processors(1)
                                .ended(450),
                        UNDISTURBED);

        assertThat(judgement.verdict()).isEqualTo(Verdict.FAIL);
    }

    @Test
    void aBrokenConnectionIsNoWaitHoweverBusyTheMachine() {
        Judgement judgement =
                Judge.judge(
                        Briefs.at(20, NONE_FAILED),
                        Play.disturbed().failed(402, RESET).processors(1).ended(450),
                        UNDISTURBED);

        assertThat(judgement.verdict()).isEqualTo(Verdict.FAIL);
    }

    @Test
    void aWaitIsNoneForAProcessorIfTheFaultLetsNobodyThroughAnyMore() {
        String refused = "PSQLException[08006]: SSL error";

        assertThat(judgedOnABusyMachine(refused, 3).verdict()).isEqualTo(Verdict.FAIL);
        assertThat(judgedOnABusyMachine(refused, 2).verdict()).isEqualTo(Verdict.INCONCLUSIVE);
        assertThat(judgedOnABusyMachine("SocketTimeoutException: Connect timed out", 3).verdict())
                .isEqualTo(Verdict.INCONCLUSIVE);
    }

    /** Three connections are tried after the operation has begun, and one as all ends. */
    private static Judgement judgedOnABusyMachine(String cause, int disturbed) {
        Failure failure =
                new Failure(
                        "SQLTransientConnectionException",
                        "08006",
                        "request timed out",
                        List.of(cause));
        Play play = Play.disturbed().waited(402, ofSeconds(30), failure).processors(1);
        for (int connection = 2; connection <= 5; connection++) {
            play.accepted(401L + connection, connection);
            if (connection < 2 + disturbed) {
                play.fired(401L + connection, connection);
            }
        }
        return Judge.judge(Briefs.at(20, NONE_FAILED), play.ended(450), UNDISTURBED);
    }

    /** What cut it is a timer; how late the machine was for those is another guard's matter. */
    @Test
    void aStaleConnectionIsNoWaitHoweverBusyTheMachine() {
        Judgement judgement =
                Judge.judge(
                        Briefs.at(
                                20,
                                new Expectation.StaleConnections(
                                        new Bound.OfCount(Comparison.EQUAL, 0, CountUnit.ONE))),
                        Play.disturbed().processors(1).ended(450),
                        UNDISTURBED);

        assertThat(judgement.verdict()).isEqualTo(Verdict.FAIL);
    }

    @Test
    void aLateWaitThatTheMachineMayHaveMadeIsNoLateRecovery() {
        History late = Play.disturbed().failed(402, RESET).succeeded(440, ofSeconds(3)).ended(450);

        assertDoubt(
                Judge.judge(Briefs.at(15, RECOVERED_IN_10S), late, UNDISTURBED),
                Remedy.PLAY_SLOWER,
                "it took 41s until all went well again (expected: recovery < 10s), but only waits that"
                        + " this machine may have made were so late");
        assertThat(Judge.judge(Briefs.againAt(7.5, RECOVERED_IN_10S), late, UNDISTURBED).verdict())
                .isEqualTo(Verdict.FAIL);
    }

    @Test
    void aClientThatGivesUpSoonMayHaveWaitedForAProcessor() {
        Failure timeout =
                new Failure(
                        "SequelizeConnectionAcquireTimeoutError",
                        null,
                        "Operation timeout",
                        List.of("Error: Operation timeout"));
        History gaveUp = Play.disturbed().waited(402, ofSeconds(8), timeout).ended(450);

        assertDoubt(
                Judge.judge(Briefs.at(20, NONE_FAILED), gaveUp, UNDISTURBED),
                Remedy.PLAY_SLOWER,
                "1 of 3 operations failed (expected: failed = 0), by nothing but waits of which up to"
                        + " 16s may be this machine's own");
        assertDoubt(
                Judge.judge(Briefs.againAt(10, NONE_FAILED), gaveUp, UNDISTURBED),
                Remedy.PLAY_SLOWER,
                "by nothing but waits of which up to 8s may be this machine's own");
        assertThat(
                        Judge.judge(
                                        Briefs.after(gaveUp, 5, NONE_FAILED, Brief.Trial.LAST),
                                        gaveUp,
                                        UNDISTURBED)
                                .verdict())
                .isEqualTo(Verdict.FAIL);
        assertThat(
                        Judge.judge(
                                        Briefs.at(20, NONE_FAILED),
                                        Play.disturbed()
                                                .waited(402, ofSeconds(30), timeout)
                                                .ended(450),
                                        UNDISTURBED)
                                .verdict())
                .isEqualTo(Verdict.FAIL);
    }

    @Test
    void whereTooFewOperationsFailedNobodyGaveUpSoon() {
        Expectation someFail =
                new Expectation.Failed(new Bound.OfCount(Comparison.AT_LEAST, 1, CountUnit.ONE));

        assertThat(
                        Judge.judge(
                                        Briefs.at(20, someFail),
                                        Play.disturbed().ended(450),
                                        UNDISTURBED)
                                .verdict())
                .isEqualTo(Verdict.FAIL);
    }

    @Test
    void aLateFailureIsALateRecovery() {
        Play late = Play.disturbed().failed(402, RESET).failed(440, RESET);

        assertThat(
                        Judge.judge(
                                        Briefs.at(15, RECOVERED_IN_10S),
                                        late.processors(1).ended(450),
                                        UNDISTURBED)
                                .verdict())
                .isEqualTo(Verdict.FAIL);
    }

    @Test
    void onAMachineThatOthersKeepBusyAPoolMayRecoverLateForWaitsAlone() {
        Play late = Play.disturbed().failed(402, RESET).succeeded(440, ofSeconds(20));

        assertDoubt(
                Judge.judge(
                        Briefs.at(15, RECOVERED_IN_10S),
                        late.processors(0.9).ended(470),
                        UNDISTURBED),
                Remedy.PLAY_SLOWER,
                "nothing but waits broke it");
    }

    @Test
    void aQueryThatTakesLongIsNoWaitForAProcessor() {
        Expectation limit =
                new Expectation.LongestOperation(
                        new Bound.OfDuration(Comparison.LESS, ofSeconds(100)));
        Play hangs = Play.disturbed().givenUp(402, Duration.ofMinutes(5)).processors(1);
        Play waits = Play.disturbed().succeeded(402, Duration.ofMinutes(5)).processors(1);

        assertThat(Judge.judge(Briefs.at(20, limit), hangs.ended(450), UNDISTURBED).verdict())
                .isEqualTo(Verdict.FAIL);
        assertThat(Judge.judge(Briefs.at(20, limit), waits.ended(450), UNDISTURBED).verdict())
                .isEqualTo(Verdict.INCONCLUSIVE);
    }

    @Test
    void aFaultWhoseTimerIsLongerThanTheCellHadNoChance() {
        Judgement judgement =
                Judge.judge(
                        Briefs.expecting(NONE_FAILED),
                        new Play().accepted(1, 1).succeeded(300, ZERO).ended(351),
                        UNDISTURBED);

        assertDoubt(
                judgement,
                Remedy.NONE,
                "the fault never touched a connection of this cell: they were there for 5m50s"
                        + ", its timer waits 5m50s");
    }

    @Test
    void aFailureWithoutAnyFaultIsNotTheCandidates() {
        Judgement judgement =
                Judge.judge(
                        Briefs.expecting(NONE_FAILED),
                        Play.undisturbed().failed(401, RESET).ended(410),
                        UNDISTURBED);

        assertDoubt(
                judgement,
                Remedy.PLAY_SLOWER,
                "it failed although no fault had fired: 1 of 3 operations failed (expected: failed"
                        + " = 0)");
    }

    @Test
    void whatOnlyAFaultCanBringAboutIsNotSoughtAtASlowerScale() {
        Judgement judgement =
                Judge.judge(
                        Briefs.expecting(
                                new Expectation.StaleConnections(
                                        new Bound.OfCount(Comparison.AT_LEAST, 1, CountUnit.ONE))),
                        UNDISTURBED,
                        UNDISTURBED);

        assertDoubt(
                judgement,
                Remedy.NONE,
                "it failed although no fault had fired: 0 connections were cut or forgotten");
    }

    @Test
    void aHopThatNeverBeganToActHadNoChance() {
        Hop onQuery = natGateway(Scope.DEFAULT.from(new Trigger.At(Moment.QUERY, 3)));

        assertDoubt(
                Judge.judge(Briefs.through(onQuery), UNDISTURBED, UNDISTURBED),
                Remedy.NONE,
                "the fault never touched a connection of this cell");
        assertThat(
                        Judge.judge(
                                        Briefs.through(onQuery),
                                        Play.undisturbed()
                                                .byHop(2, 1, NetworkAction.ARMED)
                                                .ended(410),
                                        UNDISTURBED)
                                .verdict())
                .isEqualTo(Verdict.PASS);
    }

    @Test
    void aHopThatSparedEveryConnectionHadNoChance() {
        Judgement judgement =
                Judge.judge(
                        Briefs.through(natGateway(Scope.DEFAULT.toxicity(0.1))),
                        Play.undisturbed().byHop(1, 1, NetworkAction.SPARED).ended(410),
                        UNDISTURBED);

        assertDoubt(judgement, Remedy.NONE, "the fault never touched a connection of this cell");
    }

    @Test
    void theTimeFromWhichAHopActsIsPartOfItsTimer() {
        Judgement judgement =
                Judge.judge(
                        Briefs.through(
                                natGateway(Scope.DEFAULT.from(new Trigger.After(ofSeconds(100))))),
                        Play.undisturbed().byHop(101, 1, NetworkAction.ARMED).ended(410),
                        UNDISTURBED);

        assertDoubt(judgement, Remedy.NONE, "they were there for 6m49s, its timer waits 7m30s");
    }

    @Test
    void onAPathThatTellsNothingAPassNeedsOperationsThatShowTheFault() {
        Judgement unmoved =
                Judge.judge(
                        Briefs.expecting(NONE_FAILED),
                        unseen().succeeded(10, ZERO).succeeded(400, ZERO).ended(410),
                        UNDISTURBED);
        Judgement slower =
                Judge.judge(
                        Briefs.expecting(NONE_FAILED),
                        unseen().succeeded(10, ofMillis(50))
                                .succeeded(400, ofMillis(50))
                                .ended(410),
                        UNDISTURBED);

        assertDoubt(unmoved, Remedy.NONE, "nothing shows that the fault touched an operation");
        assertThat(slower.verdict()).isEqualTo(Verdict.PASS);
        assertThat(slower.why()).startsWith("Operations show the fault");
    }

    @Test
    void onAPathThatTellsNothingAFailureBesideAGoodControlIsOne() {
        Judgement judgement =
                Judge.judge(
                        Briefs.expecting(NONE_FAILED),
                        unseen().succeeded(10, ZERO).failed(401, RESET).ended(410),
                        UNDISTURBED);

        assertThat(judgement.verdict()).isEqualTo(Verdict.FAIL);
    }

    @Test
    void aFaultThatNobodyCameToMeetIsNotTested() {
        Judgement judgement =
                Judge.judge(
                        Briefs.expecting(NONE_FAILED),
                        new Play().accepted(1, 1).succeeded(10, ZERO).fired(360, 1).ended(410),
                        UNDISTURBED);

        assertDoubt(
                judgement,
                Remedy.NONE,
                "too few samples: no operation ran after the fault could have acted, at 6m");
    }

    private static Play unseen() {
        return new Play().network(0, 0, NetworkAction.UNSEEN);
    }

    private static Hop natGateway(Scope scope) {
        return new Hop(Briefs.NAT_GATEWAY.name(), Briefs.NAT_GATEWAY.faults(), scope);
    }

    private static Judgement judgedWithJitter(Duration jitter) {
        return Judge.judge(
                Briefs.expecting(NONE_FAILED),
                Play.disturbed().jitter(jitter).ended(460),
                UNDISTURBED);
    }

    private static Judgement judgedAt60WithWaits(Duration cell, Duration control) {
        return Judge.judge(
                Briefs.at(60, longestWaitBelow(ofSeconds(2))),
                Play.disturbed().succeeded(402, cell).ended(410),
                Play.undisturbed().succeeded(402, control).ended(410));
    }

    private static Judgement judgedWithWaitOf8s(Brief brief) {
        return Judge.judge(
                brief, Play.disturbed().succeeded(402, ofSeconds(8)).ended(450), UNDISTURBED);
    }

    private static void assertDoubt(Judgement judgement, Remedy remedy, String reason) {
        assertThat(judgement.verdict()).isEqualTo(Verdict.INCONCLUSIVE);
        assertThat(judgement.why()).contains(reason);
        assertThat(judgement.remedy()).isEqualTo(remedy);
    }
}
