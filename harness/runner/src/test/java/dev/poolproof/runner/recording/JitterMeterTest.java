package dev.poolproof.runner.recording;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import dev.poolproof.runner.recording.JitterMeter.Lateness;
import dev.poolproof.runner.recording.JitterMeter.Window;
import java.time.Duration;
import org.junit.jupiter.api.Test;

class JitterMeterTest {
    private static final Lateness NOTHING = new Lateness(0, 0);

    @Test
    void aWindowSeesWhatWasMeasuredSinceItWasOpened() {
        try (JitterMeter meter = JitterMeter.start()) {
            Window early = meter.open();
            // Beyond the thousand that are kept in one piece.
            await().pollDelay(Duration.ofMillis(1_500))
                    .untilAsserted(() -> assertThat(early.lateness().maxNanos()).isPositive());
            Lateness before = early.lateness();

            Window late = meter.open();

            await().untilAsserted(() -> assertThat(late.lateness()).isNotEqualTo(NOTHING));
            assertThat(early.lateness().maxNanos())
                    .as("what was seen once is not forgotten")
                    .isGreaterThanOrEqualTo(before.maxNanos())
                    .isGreaterThanOrEqualTo(late.lateness().p99Nanos());
            assertThat(before.p99Nanos()).isLessThanOrEqualTo(before.maxNanos());
        }
    }

    @Test
    void whatWasLateBeforeAWindowIsNotInIt() {
        JitterMeter meter = JitterMeter.start();
        try (meter) {
            Window early = meter.open();
            await().until(() -> early.lateness().maxNanos() > 0);
        }

        // Closed, it measures once more at most.
        await().until(() -> meter.open().lateness().equals(NOTHING));
    }
}
