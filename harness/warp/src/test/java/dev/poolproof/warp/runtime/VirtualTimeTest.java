package dev.poolproof.warp.runtime;

import static org.assertj.core.api.Assertions.assertThat;

import dev.poolproof.warp.shared.Epoch;
import java.util.concurrent.atomic.AtomicBoolean;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;

class VirtualTimeTest {
    @AfterEach
    void realTime() {
        VirtualTime.scale(1);
    }

    @Test
    void timeNeverGoesBackWhileTheScaleIsSwitched() throws Exception {
        AtomicBoolean wentBack = new AtomicBoolean();
        AtomicBoolean stop = new AtomicBoolean();
        Thread reader =
                new Thread(
                        () -> {
                            long last = VirtualTime.nanos();
                            while (!stop.get()) {
                                long now = VirtualTime.nanos();
                                if (now < last) {
                                    wentBack.set(true);
                                }
                                last = now;
                            }
                        });
        reader.start();

        for (int i = 0; i < 100_000; i++) {
            VirtualTime.scale(i % 2 == 0 ? 1_000 : 1);
        }
        stop.set(true);
        reader.join();

        assertThat(wentBack).isFalse();
    }

    @Test
    void timeGoesOnFromWhereItIs() {
        long before = VirtualTime.nanos();
        long realBefore = System.nanoTime();
        VirtualTime.scale(60);
        long real = System.nanoTime() - realBefore;

        assertThat(VirtualTime.nanos() - before).isBetween(0L, 1_000_000_000 + real * 60);
    }

    @Test
    void wallClockGoesWithTheNanos() {
        VirtualTime.scale(1_000);
        long least = (VirtualTime.nanos() - Epoch.NANOS) / 1_000_000;
        long shown = VirtualTime.millis() - Epoch.INSTANT.toEpochMilli();
        long most = (VirtualTime.nanos() - Epoch.NANOS) / 1_000_000;

        assertThat(shown).isBetween(least, most + 1);
    }
}
