package dev.poolproof.runner.judge;

import static java.time.Duration.ZERO;
import static java.time.Duration.ofMillis;
import static java.time.Duration.ofSeconds;
import static org.assertj.core.api.Assertions.assertThat;

import dev.poolproof.model.ByteSize;
import dev.poolproof.model.TimeScale;
import dev.poolproof.model.history.Failure;
import dev.poolproof.model.history.History;
import dev.poolproof.model.history.HistoryEvent;
import dev.poolproof.model.history.HistoryEvent.Answered;
import dev.poolproof.model.history.HistoryEvent.JitterMeasured;
import dev.poolproof.model.history.HistoryEvent.OperationEnded;
import dev.poolproof.model.history.HistoryEvent.ServerLogged;
import dev.poolproof.model.history.HistoryEvent.WorkloadEnded;
import dev.poolproof.model.history.LogSource;
import dev.poolproof.model.history.Outcome;
import dev.poolproof.model.matrix.Verdict;
import dev.poolproof.model.scenario.Bound;
import dev.poolproof.model.scenario.Breakage;
import dev.poolproof.model.scenario.Comparison;
import dev.poolproof.model.scenario.CountUnit;
import dev.poolproof.model.scenario.Engine;
import dev.poolproof.model.scenario.Expectation;
import dev.poolproof.model.scenario.Framing;
import dev.poolproof.model.scenario.HttpPhase;
import dev.poolproof.model.scenario.HttpPlan;
import dev.poolproof.model.scenario.Pace;
import dev.poolproof.model.scenario.Scenario;
import dev.poolproof.model.scenario.Symptom;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Set;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;

/** What is made of an HTTP cell's history. */
class HttpJudgeTest {
    private static final long KB = 1024;
    private static final String DENIED =
            "[crit] 7#7: *2 open() \"/prefix/proxy_temp/1/00/0000000001\" failed (13: Permission"
                    + " denied) while reading upstream, client: 127.0.0.1, server: ";
    private static final Expectation NONE_SILENTLY =
            new Expectation.SilentlyShort(new Bound.OfCount(Comparison.EQUAL, 0, CountUnit.ONE));
    private static final History CONTROL =
            new Told().whole(128 * KB).whole(512 * KB).whole(1024 * KB).ended();

    @Test
    void theReasonTellsFromWhichSizeOnDownloadsAreCut() {
        Judgement judgement =
                judge(
                        Briefs.NONE_FAILED,
                        new Told()
                                .whole(128 * KB)
                                .cut(512 * KB, 167_799, "ConnectionClosedException")
                                .cut(1024 * KB, 171_917, "ConnectionClosedException")
                                .nginx(DENIED)
                                .nginx(DENIED.replace("0001", "0002"))
                                .ended());

        assertThat(judgement.verdict()).isEqualTo(Verdict.FAIL);
        assertThat(judgement.why())
                .startsWith(
                        "2 of 3 operations failed (expected: failed = 0). Downloads came whole up"
                                + " to 128KB and were cut from 512KB on, at 167,799 to 171,917"
                                + " bytes; the client said so each time. nginx logged 2 times:"
                                + " open() failed (13: Permission denied) while reading upstream,"
                                + " first at 1s.");
        assertThat(judgement.evidence()).contains("1s nginx log " + DENIED);
        assertThat(judgement.evidence()).noneMatch(line -> line.contains("sessions"));
    }

    @Test
    void onlyAnswersThatAreTakenForWholeAreSilentlyShort() {
        Told told = new Told().whole(128 * KB).cut(512 * KB, 167_799, "IOException");

        assertThat(judge(NONE_SILENTLY, told.ended()).verdict()).isEqualTo(Verdict.PASS);

        Judgement silent =
                judge(NONE_SILENTLY, told.cut(512 * KB, 167_800, null).nginx(DENIED).ended());

        assertThat(silent.verdict()).isEqualTo(Verdict.FAIL);
        assertThat(silent.why())
                .startsWith("1 answers were short and taken for whole")
                .contains("the client took 1 of 2 for whole.");
    }

    /** Its own directives may keep nginx from its files: another's symptom proves the incident. */
    @Test
    void aCandidateThatTheFaultDoesNotReachPasses() {
        Judgement judgement = judge(Briefs.NONE_FAILED, CONTROL);

        assertThat(judgement.verdict()).isEqualTo(Verdict.PASS);
        assertThat(judgement.why())
                .isEqualTo("nginx logged no error. All 3 downloads came whole, of 128KB to 1MB.");
    }

    @Test
    void requestsThatNeverEndAreTold() {
        assertThat(
                        judge(Briefs.NONE_FAILED, new Told().never(512 * KB).nginx(DENIED).ended())
                                .why())
                .contains(" 1 requests never came to an end for their caller.");
    }

    @Test
    void whatALoadBalancerDidToItsClientsIsTheIncident() {
        Judgement judgement =
                judge(
                        Briefs.NONE_FAILED,
                        new Told()
                                .alb("[target] closed, the target closed an idle connection")
                                .alb("[client 1] 502, the target reset it (idle for 5s)")
                                .alb("[client 12] 502, the target reset it (idle for 5.1s)")
                                .cut(KB, 0, "IOException")
                                .ended());

        assertThat(judgement.why())
                .contains("ALB logged 2 times: 502, the target reset it, first at 1s.");
        assertThat(judgement.numbers().faultsFired()).isEqualTo(2);
    }

    @Test
    void aSymptomMayAskForLinesOfSeveralServers() {
        Symptom symptom =
                new Symptom(
                        "c",
                        null,
                        null,
                        "IOException",
                        null,
                        null,
                        null,
                        List.of("(13: Permission denied)", "ClientAbortException"));
        Told told = new Told().cut(512 * KB, 1000, "IOException").nginx(DENIED);

        assertThat(Symptoms.shows(symptom, told.ended())).isFalse();
        assertThat(Symptoms.shows(symptom, told.origin("ClientAbortException: x").ended()))
                .isTrue();
    }

    private static Judgement judge(Expectation expectation, History cell) {
        Scenario scenario =
                Scenario.named("downloads")
                        .http(
                                new HttpPlan(
                                        HttpPlan.Front.NGINX,
                                        Breakage.PROXY_TEMP_DENIED,
                                        Map.of(),
                                        Map.of()))
                        .databases(List.of(Engine.HTTP))
                        .workload(
                                List.of(
                                        new HttpPhase.Downloads(
                                                List.of(new ByteSize(KB)),
                                                List.of(Pace.FAST),
                                                Set.of(Framing.CHUNKED))))
                        .expect(List.of(expectation))
                        .build();
        return Judge.judge(
                new Brief(scenario, 1, TimeScale.REAL, ofSeconds(30), Brief.Trial.FIRST, null),
                cell,
                CONTROL);
    }

    /** A history of downloads. */
    private static final class Told {
        private final List<HistoryEvent> events = new ArrayList<>();

        Told whole(long bytes) {
            return answered(bytes, bytes, null, Outcome.SUCCEEDED);
        }

        Told cut(long whole, long bytes, @Nullable String exception) {
            return answered(whole, bytes, exception, Outcome.FAILED);
        }

        Told never(long whole) {
            return ended(whole, Outcome.GIVEN_UP, null);
        }

        private Told answered(long whole, long bytes, @Nullable String exception, Outcome outcome) {
            events.add(new Answered(ofSeconds(1), 0, "download", 200, bytes, whole, exception));
            return ended(whole, outcome, exception);
        }

        private Told ended(long whole, Outcome outcome, @Nullable String exception) {
            Failure failure =
                    outcome == Outcome.FAILED
                            ? new Failure(
                                    exception == null ? "SilentTruncation" : exception,
                                    null,
                                    "of " + whole,
                                    List.of())
                            : null;
            events.add(
                    new OperationEnded(
                            ofSeconds(1),
                            0,
                            0,
                            "download",
                            ZERO,
                            ofMillis(100),
                            1,
                            outcome,
                            failure));
            return this;
        }

        Told nginx(String line) {
            return logged(LogSource.NGINX, line);
        }

        Told alb(String line) {
            return logged(LogSource.ALB, line);
        }

        Told origin(String line) {
            return logged(LogSource.ORIGIN, line);
        }

        private Told logged(LogSource source, String line) {
            events.add(new ServerLogged(ofSeconds(1), source, line));
            return this;
        }

        History ended() {
            List<HistoryEvent> all = new ArrayList<>(events);
            all.add(new WorkloadEnded(ofSeconds(2)));
            all.add(new JitterMeasured(ofSeconds(2), ZERO, ZERO));
            return new History(all);
        }
    }
}
