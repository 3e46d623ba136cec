package dev.poolproof.runner.workload;

import static java.time.Duration.ZERO;
import static java.time.Duration.ofMillis;
import static java.time.Duration.ofSeconds;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.tuple;

import dev.poolproof.model.TimeScale;
import dev.poolproof.model.candidate.Retry;
import dev.poolproof.model.history.Failure;
import dev.poolproof.model.history.HistoryEvent.OperationEnded;
import dev.poolproof.model.history.HistoryEvent.PhaseStarted;
import dev.poolproof.model.history.HistoryEvent.Provoked;
import dev.poolproof.model.history.Outcome;
import dev.poolproof.model.scenario.Bound;
import dev.poolproof.model.scenario.Comparison;
import dev.poolproof.model.scenario.CountUnit;
import dev.poolproof.model.scenario.Engine;
import dev.poolproof.model.scenario.Expectation;
import dev.poolproof.model.scenario.Operation;
import dev.poolproof.model.scenario.Phase;
import dev.poolproof.model.scenario.Scenario;
import dev.poolproof.runner.database.Dialects;
import dev.poolproof.runner.recording.CellClock;
import dev.poolproof.runner.recording.HistoryRecorder;
import java.sql.SQLException;
import java.time.Duration;
import java.util.List;
import java.util.Queue;
import java.util.SplittableRandom;
import java.util.concurrent.ConcurrentLinkedQueue;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicInteger;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;

@Timeout(60)
class WorkloadPlayerTest {
    private static final Duration PATIENT = Duration.ofMinutes(10);
    private final SQLException broken = new SQLException("gone", "08006");
    private final SQLException duplicate = new SQLException("there already", "23505");

    private final ExecutorService threads = Executors.newCachedThreadPool();
    private final HistoryRecorder recorder = new HistoryRecorder(new CellClock(new TimeScale(20)));

    @AfterEach
    void noThreadIsLeft() throws InterruptedException {
        threads.shutdownNow();
        assertThat(threads.awaitTermination(20, TimeUnit.SECONDS)).isTrue();
    }

    @Test
    void everyOperationIsRecordedWithItsPhaseAndClient() throws InterruptedException {
        FakePool pool = FakePool.atOnce();

        play(pool, null, PATIENT, new Phase.Quiet(ofMillis(1)), new Phase.Burst(3, Operation.READ));

        assertThat(recorder.history().all(PhaseStarted.class).map(PhaseStarted::phase))
                .containsExactly("quiet for 1ms", "burst: 3 clients, one read each");
        assertThat(operations())
                .hasSize(3)
                .allSatisfy(
                        operation -> {
                            assertThat(operation.phase()).isEqualTo(1);
                            assertThat(operation.operation()).isEqualTo("read");
                            assertThat(operation.outcome()).isEqualTo(Outcome.SUCCEEDED);
                            assertThat(operation.attempts()).isEqualTo(1);
                            assertThat(operation.failure()).isNull();
                            assertThat(operation.borrowWait())
                                    .isLessThanOrEqualTo(operation.took());
                        });
        assertThat(operations())
                .extracting(OperationEnded::client)
                .containsExactlyInAnyOrder(0, 1, 2);
        assertThat(pool.returned()).isEqualTo(3);
    }

    @Test
    void aTransactionReadsWritesAndCommits() throws InterruptedException {
        FakePool pool = FakePool.atOnce();

        play(pool, null, PATIENT, new Phase.Burst(1, Operation.TRANSACTION));

        assertThat(pool.statements())
                .containsExactly("select 1", "insert into cell_1 (id) values (?)", "commit");
    }

    @Test
    void aSteadyPhaseLastsAsLongAsItSaysAfterItsLastOperation() throws InterruptedException {
        play(
                FakePool.atOnce(),
                null,
                PATIENT,
                new Phase.Steady(ofSeconds(7), 1, ofSeconds(6), Operation.READ),
                new Phase.Burst(1, Operation.READ));

        List<PhaseStarted> phases = recorder.history().all(PhaseStarted.class).toList();
        assertThat(phases.get(1).at().minus(phases.get(0).at()))
                .isGreaterThanOrEqualTo(ofSeconds(7));
    }

    @Test
    void aHeldTransactionIdlesBetweenItsWrites() throws InterruptedException {
        play(FakePool.atOnce(), null, PATIENT, new Phase.Hold(ofSeconds(2), 1));

        assertThat(operations())
                .singleElement()
                .satisfies(
                        operation ->
                                assertThat(operation.took()).isGreaterThanOrEqualTo(ofSeconds(2)));
    }

    @Test
    void anOperationIsGivenUpOnceTheScenariosPatienceIsAtItsEnd() throws InterruptedException {
        CountDownLatch forever = new CountDownLatch(1);

        play(
                FakePool.after(forever::await),
                null,
                ofSeconds(2),
                new Phase.Burst(1, Operation.READ));
        forever.countDown();
        threads.shutdown();

        assertThat(threads.awaitTermination(20, TimeUnit.SECONDS)).isTrue();
        assertThat(operations())
                .as("what comes back later is not recorded again")
                .singleElement()
                .satisfies(
                        operation -> {
                            assertThat(operation.outcome()).isEqualTo(Outcome.GIVEN_UP);
                            assertThat(operation.failure()).isNull();
                            assertThat(operation.took()).isGreaterThan(ofSeconds(2));
                            assertThat(operation.borrowWait()).isGreaterThan(ofMillis(1_900));
                        });
    }

    @Test
    void whatFailsIsRepeatedAfterTheBackoff() throws InterruptedException {
        FakePool pool = FakePool.atOnce().failing(broken, broken);

        play(
                pool,
                new Retry(3, ofSeconds(2), List.of("08")),
                PATIENT,
                new Phase.Burst(1, Operation.READ));

        assertThat(operations())
                .singleElement()
                .satisfies(
                        operation -> {
                            assertThat(operation.outcome()).isEqualTo(Outcome.SUCCEEDED);
                            assertThat(operation.attempts()).isEqualTo(3);
                            assertThat(operation.took()).isGreaterThanOrEqualTo(ofSeconds(4));
                        });
        assertThat(pool.borrowed()).isEqualTo(3);
        assertThat(pool.returned()).isEqualTo(3);
    }

    @Test
    void theLastFailureIsRecordedWhenTheAttemptsAreUsedUp() throws InterruptedException {
        play(
                FakePool.atOnce().failing(duplicate, broken, duplicate),
                new Retry(2, ZERO, List.of()),
                PATIENT,
                new Phase.Burst(1, Operation.READ));

        assertThat(operations())
                .singleElement()
                .satisfies(
                        operation -> {
                            assertThat(operation.outcome()).isEqualTo(Outcome.FAILED);
                            assertThat(operation.attempts()).isEqualTo(2);
                            assertThat(operation.failure()).isEqualTo(Failures.of(broken));
                        });
    }

    @Test
    void onlyTheGivenSqlStatesAreRepeated() throws InterruptedException {
        play(
                FakePool.atOnce().failing(duplicate),
                new Retry(3, ZERO, List.of("08", "40001")),
                PATIENT,
                new Phase.Burst(1, Operation.READ));

        assertThat(operations())
                .singleElement()
                .satisfies(
                        operation -> {
                            assertThat(operation.outcome()).isEqualTo(Outcome.FAILED);
                            assertThat(operation.attempts()).isEqualTo(1);
                        });
    }

    @Test
    void withoutRetryTheFirstFailureCounts() throws InterruptedException {
        play(FakePool.atOnce().failing(broken), null, PATIENT, new Phase.Burst(1, Operation.READ));

        assertThat(operations())
                .singleElement()
                .satisfies(
                        operation -> {
                            assertThat(operation.outcome()).isEqualTo(Outcome.FAILED);
                            assertThat(operation.attempts()).isEqualTo(1);
                        });
    }

    @Test
    void aWriteIsAcknowledgedOnlyIfItSucceeded() throws InterruptedException {
        WriteLog writes =
                play(
                        FakePool.atOnce().failing(broken),
                        null,
                        PATIENT,
                        new Phase.Burst(1, Operation.WRITE),
                        new Phase.Burst(2, Operation.WRITE));

        assertThat(writes.acknowledged())
                .hasSize(3)
                .containsEntry(1L, false)
                .containsEntry(2L, true)
                .containsEntry(3L, true);
    }

    @Test
    void aHarnessThatBreaksEndsTheWorkload() throws InterruptedException {
        play(
                FakePool.after(() -> recorder.broke("no database")),
                null,
                PATIENT,
                new Phase.Steady(Duration.ofHours(1), 1, ofSeconds(1), Operation.READ),
                new Phase.Burst(1, Operation.READ));

        assertThat(recorder.history().all(PhaseStarted.class)).hasSize(1);
    }

    @Test
    void oneOperationInSoManyKeepsItsConnection() throws InterruptedException {
        FakePool pool = FakePool.atOnce();

        play(
                pool,
                null,
                PATIENT,
                new Phase.Leak(ofSeconds(10), 2, ofSeconds(1), Operation.READ, 4));

        long operations = operations().size();
        assertThat(operations).isGreaterThan(4);
        assertThat(pool.borrowed() - pool.returned()).isEqualTo((int) (operations / 4));
        assertThat(provoked())
                .hasSize((int) (operations / 4))
                .allMatch(what -> what.contains("kept"));
    }

    @Test
    void tasksThatNeedSeveralConnectionsHoldAllOfThemAtOnce() throws InterruptedException {
        FakePool pool = FakePool.atOnce();

        play(pool, null, PATIENT, new Phase.Nested(3, 3, Duration.ofHours(1)));

        assertThat(operations())
                .hasSize(3)
                .allSatisfy(
                        operation -> {
                            assertThat(operation.operation()).isEqualTo("nested");
                            assertThat(operation.outcome()).isEqualTo(Outcome.SUCCEEDED);
                        });
        assertThat(pool.mostBorrowed()).as("two each, and at least one third").isBetween(7, 9);
        assertThat(pool.returned()).isEqualTo(9);
        assertThat(provoked()).hasSize(6).containsOnly(Provoked.ASKED_FOR_MORE);
    }

    /** As where the pool is so small that some tasks do not even get their first connection. */
    @Test
    void aTaskWaitsForTheOthersNoLongerThanItMay() throws InterruptedException {
        AtomicInteger borrows = new AtomicInteger();
        CountDownLatch returned = new CountDownLatch(1);
        FakePool pool =
                FakePool.after(
                        () -> {
                            if (borrows.incrementAndGet() == 2) {
                                returned.await();
                            } else if (borrows.get() == 3) {
                                returned.countDown();
                            }
                        });

        play(pool, null, PATIENT, new Phase.Nested(2, 2, ofSeconds(4)));

        assertThat(operations())
                .hasSize(2)
                .allSatisfy(
                        operation ->
                                assertThat(operation.took()).isGreaterThanOrEqualTo(ofSeconds(4)));
        assertThat(provoked()).isEmpty();
    }

    @Test
    void phasesThatArePlayedTogetherBeginAtTheSameTime() throws InterruptedException {
        CountDownLatch both = new CountDownLatch(2);

        play(
                FakePool.after(
                        () -> {
                            both.countDown();
                            both.await();
                        }),
                null,
                PATIENT,
                new Phase.Together(
                        List.of(
                                new Phase.Burst(1, Operation.READ),
                                new Phase.Scheduled(ofSeconds(1), 1, ofSeconds(1), ofSeconds(2)))));

        assertThat(operations())
                .extracting(
                        OperationEnded::phase, OperationEnded::client, OperationEnded::operation)
                .containsExactlyInAnyOrder(tuple(0, 0, "read"), tuple(0, 1, "job"));
        assertThat(provoked()).containsExactly("a scheduled job took a connection");
    }

    /** What is quiet in a control lasts as long as what it stands for. */
    @Test
    void aPhaseBesideOthersLastsToItsEndWithoutClients() throws InterruptedException {
        play(
                FakePool.atOnce(),
                null,
                PATIENT,
                new Phase.Together(
                        List.of(new Phase.Burst(1, Operation.READ), new Phase.Quiet(ofSeconds(3)))),
                new Phase.Burst(1, Operation.READ));

        assertThat(operations()).hasSize(2);
        assertThat(operations().get(1).at()).isGreaterThanOrEqualTo(ofSeconds(3));
    }

    @Test
    void noMoreJobsRunAtATimeThanTheSchedulerHasThreads() throws InterruptedException {
        FakePool pool = FakePool.atOnce();
        Scenario jobs =
                scenario(
                        PATIENT, new Phase.Scheduled(ofSeconds(1), 5, ofSeconds(10), ofSeconds(1)));

        play(jobs, new Application(pool.instances(), null, null, 2));

        assertThat(operations()).hasSize(5);
        assertThat(pool.mostBorrowed()).isLessThanOrEqualTo(2);
    }

    @Test
    void theApplicationsQueryTimeoutIsSetOnEveryStatement() throws InterruptedException {
        FakePool pool = FakePool.atOnce();

        play(
                scenario(PATIENT, new Phase.Burst(1, Operation.WRITE)),
                new Application(pool.instances(), null, ofSeconds(20), null));

        assertThat(pool.queryTimeout()).isEqualTo(20);
    }

    @Test
    void clientsAreSpreadOverAllInstancesThatWereStarted() throws InterruptedException {
        FakePool first = FakePool.atOnce();
        FakePool more = FakePool.atOnce();

        play(
                scenario(
                        PATIENT,
                        new Phase.ScaleOut(2, ofSeconds(1)),
                        new Phase.Burst(9, Operation.READ)),
                application(new Instances(first.open(), more::open)));

        assertThat(operations().subList(0, 2))
                .allSatisfy(start -> assertThat(start.operation()).isEqualTo("start"))
                .allSatisfy(start -> assertThat(start.outcome()).isEqualTo(Outcome.SUCCEEDED));
        assertThat(operations().get(1).at()).isGreaterThanOrEqualTo(ofSeconds(1));
        assertThat(first.borrowed()).isEqualTo(3);
        assertThat(more.borrowed()).isEqualTo(6);
        assertThat(provoked()).hasSize(2).allMatch(what -> what.contains("instance"));
    }

    @Test
    void anInstanceThatCannotStartIsAnOperationThatFailed() throws InterruptedException {
        FakePool pool = FakePool.atOnce();

        play(
                scenario(
                        PATIENT,
                        new Phase.ScaleOut(1, ofSeconds(1)),
                        new Phase.Burst(2, Operation.READ)),
                application(
                        new Instances(
                                pool.open(),
                                () -> {
                                    throw new IllegalStateException("full", broken);
                                })));

        assertThat(operations()).hasSize(3);
        assertThat(operations().get(0).failure())
                .isEqualTo(
                        new Failure(
                                "IllegalStateException",
                                null,
                                "full",
                                List.of("SQLException[08006]: gone")));
        assertThat(pool.borrowed()).as("the other serves on").isEqualTo(2);
    }

    @Test
    void aRollingUpdateEndsOldInstancesWhenNewOnesAreUp() throws InterruptedException {
        FakePool old = FakePool.atOnce();
        FakePool replacement = FakePool.atOnce();
        Queue<FakePool> next = new ConcurrentLinkedQueue<>(List.of(old, old));
        List<Integer> ended = new CopyOnWriteArrayList<>();

        play(
                scenario(
                        PATIENT,
                        new Phase.ScaleOut(2, ofSeconds(1)),
                        new Phase.RollingUpdate(3, 2, ofSeconds(1)),
                        new Phase.Burst(3, Operation.READ)),
                application(
                        new Instances(
                                old.open(),
                                () -> {
                                    ended.add(old.closed());
                                    FakePool pool = next.poll();
                                    return (pool == null ? replacement : pool).open();
                                })));

        assertThat(ended).as("when each was started").containsExactly(0, 0, 0, 0, 2);
        assertThat(old.closed()).isEqualTo(3);
        assertThat(old.borrowed()).isZero();
        assertThat(replacement.borrowed()).isEqualTo(3);
        assertThat(replacement.closed()).isZero();
    }

    @Test
    void aRollingUpdateInWhichNoNewInstanceIsUpEndsNoOldOne() throws InterruptedException {
        FakePool old = FakePool.atOnce();
        AtomicInteger starts = new AtomicInteger();

        play(
                scenario(PATIENT, new Phase.RollingUpdate(1, 1, ofSeconds(1))),
                application(
                        new Instances(
                                old.open(),
                                () -> {
                                    starts.incrementAndGet();
                                    throw new IllegalStateException("full");
                                })));

        assertThat(starts).hasValue(1);
        assertThat(old.closed()).isZero();
    }

    @Test
    void anInstanceServesItsClientsToTheEnd() throws InterruptedException {
        FakePool old = FakePool.atOnce();

        play(
                scenario(
                        PATIENT,
                        new Phase.Together(
                                List.of(
                                        new Phase.Hold(ofSeconds(6), 1),
                                        new Phase.RollingUpdate(1, 1, ofSeconds(2))))),
                application(new Instances(old.open(), FakePool.atOnce()::open)));

        assertThat(old.closed()).isEqualTo(1);
        assertThat(old.returnedWhenClosed()).isEqualTo(1);
    }

    private static Application application(Instances instances) {
        return new Application(instances, null, null, null);
    }

    private List<String> provoked() {
        return recorder.history().all(Provoked.class).map(Provoked::what).toList();
    }

    private WriteLog play(
            FakePool pool, @Nullable Retry retry, Duration patience, Phase... workload)
            throws InterruptedException {
        return play(
                scenario(patience, workload), new Application(pool.instances(), retry, null, null));
    }

    private WriteLog play(Scenario scenario, Application application) throws InterruptedException {
        WorkloadPlayer player =
                new WorkloadPlayer(
                        scenario,
                        application,
                        recorder,
                        new Stage(
                                new Stage.Table("cell_1", Dialects.of(Engine.POSTGRESQL)),
                                threads,
                                new SplittableRandom(5)));
        player.play();
        return player.writes();
    }

    private List<OperationEnded> operations() {
        return recorder.history().all(OperationEnded.class).toList();
    }

    private static Scenario scenario(Duration patience, Phase... workload) {
        return Scenario.named("s")
                .workload(List.of(workload))
                .expect(
                        List.of(
                                new Expectation.Failed(
                                        new Bound.OfCount(Comparison.EQUAL, 0, CountUnit.ONE))))
                .patience(patience)
                .databases(List.of(Engine.POSTGRESQL))
                .build();
    }
}
