package dev.poolproof.runner;

import static org.assertj.core.api.Assertions.assertThat;

import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicReference;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;

@Timeout(60)
class PlacesTest {
    private static final Duration SECOND = Duration.ofSeconds(1);

    /** Of the processors, from 0 to 1. */
    private final AtomicReference<Double> load = new AtomicReference<>(1.0);

    private final Places places = new Places(8, load::get);
    private final List<Thread> waiting = new ArrayList<>();

    @AfterEach
    void nobodyWaitsAnyMore() {
        waiting.forEach(Thread::interrupt);
    }

    @Test
    void aSixthCanBeTakenHoweverBusyTheProcessors() throws Exception {
        takeAtOnce(2);

        assertThat(take(SECOND)).isNotDone();
    }

    @Test
    void whoeverFindsNoneWaitsForOne() throws Exception {
        takeAtOnce(2);
        CompletableFuture<Void> third = take(SECOND);

        places.giveBack();

        assertThat(third).succeedsWithin(20, TimeUnit.SECONDS);
    }

    @Test
    void whoeverStaysLongerComesFirst() throws Exception {
        takeAtOnce(2);
        CompletableFuture<Void> first = take(SECOND);
        CompletableFuture<Void> longer = take(SECOND.multipliedBy(2));

        places.giveBack();

        assertThat(longer).succeedsWithin(20, TimeUnit.SECONDS);
        assertThat(first).isNotDone();
        places.giveBack();
        assertThat(first).succeedsWithin(20, TimeUnit.SECONDS);
    }

    @Test
    void whoeverDoesNotWaitAnyMoreLetsTheNextCome() throws Exception {
        takeAtOnce(2);
        CompletableFuture<Void> longer = take(SECOND.multipliedBy(2));
        CompletableFuture<Void> next = take(SECOND);

        waiting.get(0).interrupt();

        assertThat(longer).failsWithin(20, TimeUnit.SECONDS);
        load.set(0.0);
        assertThat(next).succeedsWithin(20, TimeUnit.SECONDS);
    }

    @Test
    void moreCanWhileTheProcessorsHaveTimeToSpare() throws Exception {
        takeAtOnce(2);
        CompletableFuture<Void> third = take(SECOND);

        load.set(0.8);

        assertThat(third).succeedsWithin(20, TimeUnit.SECONDS);
    }

    @Test
    void noMoreThanAllHoweverIdleTheProcessors() throws Exception {
        load.set(0.0);
        takeAtOnce(8);

        assertThat(take(SECOND)).isNotDone();
    }

    @Test
    void thoseBeyondTheSixthAreTakenOneAfterAnother() throws Exception {
        load.set(0.0);
        takeAtOnce(2);
        long before = System.nanoTime();

        takeAtOnce(3);

        assertThat(System.nanoTime() - before)
                .isGreaterThanOrEqualTo(TimeUnit.MILLISECONDS.toNanos(300));
    }

    private void takeAtOnce(int count) throws InterruptedException {
        for (int i = 0; i < count; i++) {
            places.take(SECOND);
        }
    }

    /** Takes one in a thread of its own, which is waiting, or has ended, on return. */
    private CompletableFuture<Void> take(Duration stay) throws InterruptedException {
        CompletableFuture<Void> taken = new CompletableFuture<>();
        Thread thread =
                new Thread(
                        () -> {
                            try {
                                places.take(stay);
                                taken.complete(null);
                            } catch (InterruptedException e) {
                                taken.cancel(false);
                            }
                        });
        waiting.add(thread);
        thread.start();
        // One who is not the first waits without a time.
        while (thread.isAlive()
                && thread.getState() != Thread.State.TIMED_WAITING
                && thread.getState() != Thread.State.WAITING) {
            Thread.onSpinWait();
        }
        return taken;
    }
}
