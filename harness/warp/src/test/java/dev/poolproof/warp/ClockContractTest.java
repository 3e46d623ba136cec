package dev.poolproof.warp;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatNullPointerException;

import java.time.Clock;
import java.time.Instant;
import java.time.LocalDate;
import java.time.LocalDateTime;
import java.time.OffsetDateTime;
import java.time.ZoneId;
import java.time.ZoneOffset;
import java.time.ZonedDateTime;
import java.util.List;
import java.util.function.Supplier;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.ExtendWith;

/** What the JDK promises of its clocks, whatever the scale. */
@ExtendWith(PlainAndWarped.class)
class ClockContractTest {
    private static final ZoneId TOKYO = ZoneId.of("Asia/Tokyo");
    private static final Clock FIXED = Clock.fixed(Instant.EPOCH, TOKYO);

    @Test
    @SuppressWarnings("JavaTimeDefaultTimeZone") // One of the subjects.
    void allClocksShowTheSameTime() {
        Clock utc = Clock.systemUTC();
        for (Supplier<Instant> clock :
                List.<Supplier<Instant>>of(
                        Instant::now,
                        () -> Instant.now(),
                        () -> Instant.now(utc),
                        () -> Instant.ofEpochMilli(utc.millis()),
                        () -> utc.instant(),
                        utc::instant,
                        () -> Clock.system(TOKYO).instant(),
                        () -> Clock.tickMillis(TOKYO).instant(),
                        () -> LocalDateTime.now(ZoneOffset.UTC).toInstant(ZoneOffset.UTC),
                        () -> LocalDateTime.now(utc).toInstant(ZoneOffset.UTC),
                        () -> ZonedDateTime.now(TOKYO).toInstant(),
                        () -> OffsetDateTime.now(Clock.systemDefaultZone()).toInstant())) {
            long before = System.currentTimeMillis();
            long shown = clock.get().toEpochMilli();
            long after = System.currentTimeMillis();
            assertThat(shown).isBetween(before, after);
        }
    }

    @Test
    void clocksThatAreNotTheSystemsStayAsTheyAre() {
        assertThat(FIXED.instant()).isEqualTo(Instant.EPOCH);
        assertThat(FIXED.millis()).isZero();
        assertThat(LocalDate.now(FIXED)).isEqualTo(LocalDate.EPOCH);
        assertThat(new OwnClock().millis()).isEqualTo(7);
        Clock own = new OwnClock();
        assertThat(own.instant()).isEqualTo(Instant.ofEpochMilli(7));
    }

    @Test
    void systemClocksKeepTheirZoneAndAreEqualByIt() {
        assertThat(Clock.system(TOKYO).getZone()).isEqualTo(TOKYO);
        assertThat(Clock.systemUTC().withZone(TOKYO)).isEqualTo(Clock.system(TOKYO));
        assertThat(Clock.systemUTC()).hasSameHashCodeAs(Clock.systemUTC());
        assertThat(Clock.systemUTC()).isNotEqualTo(Clock.system(TOKYO));
    }

    @Test
    @SuppressWarnings("NullAway") // The subject.
    void nullIsRefused() {
        assertThatNullPointerException().isThrownBy(() -> Clock.system(null));
        assertThatNullPointerException().isThrownBy(() -> Instant.now(null));
        assertThatNullPointerException().isThrownBy(() -> LocalDateTime.now((ZoneId) null));
    }

    @Test
    void timeNeverGoesBack() {
        long last = System.nanoTime();
        for (int i = 0; i < 100_000; i++) {
            long now = System.nanoTime();
            assertThat(now - last).isNotNegative();
            last = now;
        }
    }

    private static final class OwnClock extends Clock {
        @Override
        public ZoneId getZone() {
            return TOKYO;
        }

        @Override
        public Clock withZone(ZoneId zone) {
            return this;
        }

        @Override
        public Instant instant() {
            return Instant.ofEpochMilli(7);
        }
    }
}
