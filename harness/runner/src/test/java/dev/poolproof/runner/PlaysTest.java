package dev.poolproof.runner;

import static org.assertj.core.api.Assertions.assertThat;

import dev.poolproof.model.candidate.Artifact;
import dev.poolproof.model.fault.Hop;
import dev.poolproof.model.history.History;
import dev.poolproof.model.matrix.RunListener;
import dev.poolproof.model.scenario.ClusterPlan;
import dev.poolproof.model.scenario.Engine;
import dev.poolproof.model.scenario.Phase;
import dev.poolproof.runner.cell.CellPlan;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.concurrent.locks.LockSupport;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;

@Timeout(30)
class PlaysTest {
    private static final Duration SECOND = Duration.ofSeconds(1);
    private static final Phase MORE = new Phase.ScaleOut(1, SECOND);
    private static final Hop HOP = new Hop("box", List.of());

    @Test
    void aControlIsPlayedOnceForAllThatDifferInPathsAndNamesOnly() throws Exception {
        List<List<Hop>> paths = new CopyOnWriteArrayList<>();
        try (Plays plays =
                new Plays(
                        (plan, path, entrance) -> played(paths, path),
                        atOnce(2),
                        4,
                        1,
                        () -> 1,
                        new RunListener() {})) {
            plays.cell(plan("one", List.of(HOP))).get();
            plays.control(plan("one", List.of(HOP))).get();
            plays.control(plan("two", List.of())).get();
            plays.control(ofAnotherName("one")).get();
        }

        assertThat(paths).containsExactly(List.of(HOP), List.of());
    }

    @Test
    void aListenerThatThrowsEndsTheRun() {
        IllegalArgumentException failure = new IllegalArgumentException("not now");
        RunListener listener =
                new RunListener() {
                    @Override
                    public void started() {
                        throw failure;
                    }
                };
        Plays.Player player =
                (plan, path, entrance) -> {
                    entrance.enter();
                    return new History(List.of());
                };
        try (Plays plays = new Plays(player, atOnce(1), 2, 1, () -> 1, listener)) {
            ScenarioRun run =
                    new ScenarioRun(
                            plays,
                            plan -> {
                                throw new IllegalStateException("nothing was played");
                            });

            assertThat(run.run(List.of(plan("one", List.of()))))
                    .failsWithin(20, TimeUnit.SECONDS)
                    .withThrowableThat()
                    .withRootCauseInstanceOf(IllegalArgumentException.class);
        }
    }

    @Test
    void cellsThatRunAloneDoSoWhileOthersPlay() throws Exception {
        AtomicInteger playing = new AtomicInteger();
        AtomicInteger most = new AtomicInteger();
        CountDownLatch other = new CountDownLatch(1);
        Plays.Player player =
                (plan, path, entrance) -> {
                    if (plan.id().scenario().equals("other")) {
                        other.countDown();
                        return new History(List.of());
                    }
                    most.accumulateAndGet(playing.incrementAndGet(), Math::max);
                    other.await();
                    playing.decrementAndGet();
                    return new History(List.of());
                };
        try (Plays plays = new Plays(player, atOnce(4), 8, 1, () -> 1, new RunListener() {})) {
            List<CompletableFuture<History>> alone =
                    List.of(
                            plays.cell(plan("one", List.of(), MORE)),
                            plays.control(plan("one", List.of(), MORE)),
                            plays.cell(plan("two", List.of(), MORE)));
            plays.cell(plan("other", List.of())).get();
            for (CompletableFuture<History> each : alone) {
                each.get();
            }
        }

        assertThat(most).hasValue(1);
    }

    @Test
    void cellsOfAnEngineDoNotWaitForThoseOfAnother() throws Exception {
        CountDownLatch bothPlay = new CountDownLatch(2);
        Plays.Player player =
                (plan, path, entrance) -> {
                    bothPlay.countDown();
                    bothPlay.await();
                    return new History(List.of());
                };
        try (Plays plays = new Plays(player, atOnce(1), 2, 1, () -> 1, new RunListener() {})) {
            CompletableFuture<History> postgresql = plays.cell(plan("one", List.of()));
            CompletableFuture<History> mysql = plays.cell(mysql("one"));

            assertThat(CompletableFuture.allOf(postgresql, mysql))
                    .succeedsWithin(20, TimeUnit.SECONDS);
        }
    }

    @Test
    void cellsOfAllEnginesShareOneMachine() throws Exception {
        AtomicInteger playing = new AtomicInteger();
        AtomicInteger most = new AtomicInteger();
        Plays.Player player =
                (plan, path, entrance) -> {
                    entrance.enter();
                    most.accumulateAndGet(playing.incrementAndGet(), Math::max);
                    LockSupport.parkNanos(100_000); // so that another would be met
                    playing.decrementAndGet();
                    entrance.leave();
                    return new History(List.of());
                };
        List<CompletableFuture<History>> all = new ArrayList<>();
        try (Plays plays = new Plays(player, atOnce(2), 1, 1, () -> 1, new RunListener() {})) {
            for (int i = 0; i < 50; i++) {
                all.add(plays.cell(plan("one", List.of())));
                all.add(plays.cell(mysql("one")));
            }
            for (CompletableFuture<History> each : all) {
                each.get();
            }
        }

        assertThat(most).hasValue(1);
    }

    @Test
    void cellsThatWaitForAClusterKeepNobodyElseFromPlaying() throws Exception {
        CountDownLatch otherPlayed = new CountDownLatch(1);
        Plays.Player player =
                (plan, path, entrance) -> {
                    if (plan.scenario().cluster() == null) {
                        otherPlayed.countDown();
                    }
                    otherPlayed.await();
                    return new History(List.of());
                };
        List<CompletableFuture<History>> all = new ArrayList<>();
        try (Plays plays = new Plays(player, atOnce(2), 2, 1, () -> 1, new RunListener() {})) {
            for (int i = 0; i < 4; i++) {
                all.add(plays.cell(onCluster("clustered-" + i)));
            }
            all.add(plays.cell(plan("other", List.of())));

            assertThat(CompletableFuture.allOf(all.toArray(CompletableFuture[]::new)))
                    .succeedsWithin(20, TimeUnit.SECONDS);
        }
    }

    @Test
    void cellsThatHaveNotGotWhatTheyNeedKeepNobodyElseFromPlaying() throws Exception {
        CountDownLatch otherPlayed = new CountDownLatch(1);
        Plays.Player player =
                (plan, path, entrance) -> {
                    if (plan.engine() == Engine.POSTGRESQL) {
                        otherPlayed.await();
                    }
                    entrance.enter();
                    otherPlayed.countDown();
                    entrance.leave();
                    return new History(List.of());
                };
        try (Plays plays = new Plays(player, atOnce(1), 1, 1, () -> 1, new RunListener() {})) {
            CompletableFuture<History> waits = plays.cell(plan("one", List.of()));
            CompletableFuture<History> other = plays.cell(mysql("one"));

            assertThat(CompletableFuture.allOf(waits, other)).succeedsWithin(20, TimeUnit.SECONDS);
        }
    }

    @Test
    void cellsThatHaveAClusterWaitForNobodyElse() throws Exception {
        CountDownLatch clusterPlayed = new CountDownLatch(1);
        Plays.Player player =
                (plan, path, entrance) -> {
                    entrance.enter();
                    if (plan.scenario().cluster() == null) {
                        clusterPlayed.await();
                    }
                    clusterPlayed.countDown();
                    entrance.leave();
                    return new History(List.of());
                };
        try (Plays plays = new Plays(player, atOnce(1), 1, 1, () -> 1, new RunListener() {})) {
            CompletableFuture<History> other = plays.cell(plan("one", List.of()));
            CompletableFuture<History> clustered = plays.cell(onCluster("two"));

            assertThat(CompletableFuture.allOf(other, clustered))
                    .succeedsWithin(20, TimeUnit.SECONDS);
        }
    }

    private static CellPlan onCluster(String scenario) {
        return Plans.of(
                Plans.scenario(scenario, new Phase.Quiet(SECOND))
                        .databases(List.of(Engine.POSTGRESQL))
                        .cluster(new ClusterPlan(List.of()))
                        .build(),
                "ours");
    }

    private static CellPlan mysql(String scenario) {
        return Plans.of(
                Plans.scenario(scenario, new Phase.Quiet(SECOND))
                        .databases(List.of(Engine.MYSQL))
                        .build(),
                "ours",
                new Artifact("mysql", null));
    }

    private static Map<Engine, Integer> atOnce(int cells) {
        return Map.of(Engine.POSTGRESQL, cells, Engine.MYSQL, cells);
    }

    private static History played(List<List<Hop>> paths, List<Hop> path) {
        paths.add(path);
        return new History(List.of());
    }

    private static CellPlan plan(String scenario, List<Hop> path) {
        return plan(scenario, path, new Phase.Quiet(SECOND));
    }

    private static CellPlan ofAnotherName(String scenario) {
        return Plans.of(plan(scenario, List.of()).scenario(), "theirs");
    }

    private static CellPlan plan(String scenario, List<Hop> path, Phase phase) {
        return Plans.of(
                Plans.scenario(scenario, phase)
                        .path(path)
                        .databases(List.of(Engine.POSTGRESQL))
                        .build(),
                "ours");
    }
}
