package dev.poolproof.runner.recording;

import static java.time.Duration.ofHours;
import static java.time.Duration.ofSeconds;
import static java.util.concurrent.TimeUnit.SECONDS;
import static org.assertj.core.api.Assertions.assertThat;

import dev.poolproof.model.TimeScale;
import java.time.Duration;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.atomic.AtomicInteger;
import org.junit.jupiter.api.Test;

class CellClockTest {
    @Test
    void productionPassesAtTheTimeScale() throws InterruptedException {
        CellClock clock = new CellClock(new TimeScale(500));
        long beforeNanos = System.nanoTime();

        boolean runs = clock.waitUntil(ofSeconds(50));

        Duration wall = Duration.ofNanos(System.nanoTime() - beforeNanos);
        assertThat(runs).isTrue();
        assertThat(clock.now()).isGreaterThanOrEqualTo(ofSeconds(50));
        assertThat(wall)
                .as("50 s at 500x are 100 ms")
                .isBetween(Duration.ofMillis(95), ofSeconds(10));
    }

    @Test
    void aTimeThatHasPassedIsNotWaitedFor() throws InterruptedException {
        CellClock clock = new CellClock(TimeScale.REAL);

        assertThat(clock.waitUntil(Duration.ZERO)).isTrue();
        assertThat(clock.waitUntil(ofSeconds(-5))).isTrue();
    }

    @Test
    void stoppingEndsTheWaitsThatAreAndThoseToCome() throws Exception {
        CellClock clock = new CellClock(TimeScale.REAL);
        CompletableFuture<Boolean> waiting = CompletableFuture.supplyAsync(() -> waitAnHour(clock));

        clock.stop();

        assertThat(waiting.get(20, SECONDS)).isFalse();
        assertThat(clock.waitUntil(ofHours(1))).isFalse();
        assertThat(clock.isStopped()).isTrue();
    }

    @Test
    void whoWantsToKnowIsToldOnceThatItIsStopped() {
        CellClock clock = new CellClock(TimeScale.REAL);
        AtomicInteger before = new AtomicInteger();
        AtomicInteger afterwards = new AtomicInteger();
        clock.whenStopped(before::incrementAndGet);
        assertThat(before).hasValue(0);

        clock.stop();
        clock.stop();
        clock.whenStopped(afterwards::incrementAndGet);

        assertThat(before).hasValue(1);
        assertThat(afterwards).hasValue(1);
    }

    private static boolean waitAnHour(CellClock clock) {
        try {
            return clock.waitUntil(ofHours(1));
        } catch (InterruptedException e) {
            throw new IllegalStateException(e);
        }
    }
}
