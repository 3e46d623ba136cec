package dev.poolproof.runner;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.concurrent.CompletableFuture;
import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;

class PlacesTest {
    private final Places places = new Places(6);
    private Thread waiting = new Thread();

    @AfterEach
    void nobodyWaitsAnyMore() {
        waiting.interrupt();
    }

    @Test
    void whoeverFindsNoneWaitsForOne() throws Exception {
        takeAtOnce(6);
        CompletableFuture<Void> seventh = take();
        assertThat(seventh).isNotDone();

        places.giveBack();

        assertThat(seventh).succeedsWithin(20, TimeUnit.SECONDS);
    }

    @Test
    void aCellBesideLeavesRoomForTwoLess() throws Exception {
        places.narrow();
        takeAtOnce(4);
        CompletableFuture<Void> fifth = take();
        assertThat(fifth).isNotDone();

        places.widen();

        assertThat(fifth).succeedsWithin(20, TimeUnit.SECONDS);
    }

    @Test
    void halfOfThePlacesStayHoweverManyPlayBeside() throws Exception {
        for (int i = 0; i < 10; i++) {
            places.narrow();
        }
        takeAtOnce(3);

        assertThat(take()).isNotDone();
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
        while (waiting.getState() != Thread.State.WAITING && waiting.isAlive()) {
            Thread.onSpinWait();
        }
        return taken;
    }
}
