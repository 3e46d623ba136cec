package dev.poolproof.runner;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.concurrent.CompletableFuture;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicReference;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;

class PlacesTest {
    /** Of the processors, from 0 to 1. */
    private final AtomicReference<Double> load = new AtomicReference<>(1.0);

    private final Places places = new Places(8, load::get);
    private Thread waiting = new Thread();

    @AfterEach
    void nobodyWaitsAnyMore() {
        waiting.interrupt();
    }

    @Test
    void aQuarterCanBeTakenHoweverBusyTheProcessors() throws Exception {
        takeAtOnce(2);

        assertThat(take()).isNotDone();
    }

    @Test
    void whoeverFindsNoneWaitsForOne() throws Exception {
        takeAtOnce(2);
        CompletableFuture<Void> third = take();

        places.giveBack();

        assertThat(third).succeedsWithin(20, TimeUnit.SECONDS);
    }

    @Test
    void moreCanWhileTheProcessorsHaveTimeToSpare() throws Exception {
        takeAtOnce(2);
        CompletableFuture<Void> third = take();

        load.set(0.8);

        assertThat(third).succeedsWithin(20, TimeUnit.SECONDS);
    }

    @Test
    void noMoreThanAllHoweverIdleTheProcessors() throws Exception {
        load.set(0.0);
        takeAtOnce(8);

        assertThat(take()).isNotDone();
    }

    @Test
    void thoseBeyondTheQuarterAreTakenOneAfterAnother() throws Exception {
        load.set(0.0);
        takeAtOnce(2);
        long before = System.nanoTime();

        takeAtOnce(3);

        assertThat(System.nanoTime() - before)
                .isGreaterThanOrEqualTo(TimeUnit.MILLISECONDS.toNanos(300));
    }

    private void takeAtOnce(int count) throws InterruptedException {
        for (int i = 0; i < count; i++) {
            places.take();
        }
    }

    /** Takes one in a thread of its own, which is waiting, or has ended, on return. */
    private CompletableFuture<Void> take() throws InterruptedException {
        CompletableFuture<Void> taken = new CompletableFuture<>();
        waiting =
                new Thread(
                        () -> {
                            try {
                                places.take();
                                taken.complete(null);
                            } catch (InterruptedException e) {
                                taken.cancel(false);
                            }
                        });
        waiting.start();
        while (waiting.getState() != Thread.State.TIMED_WAITING && waiting.isAlive()) {
            Thread.onSpinWait();
        }
        return taken;
    }
}
