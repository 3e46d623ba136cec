package dev.poolproof.warp.runtime;

import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.time.InstantSource;
import java.time.ZoneId;
import java.time.ZoneOffset;
import java.util.Objects;

/** The JDK's clocks in virtual time. */
public final class Clocks {
    private static final Class<?> SYSTEM_CLOCK = Clock.systemUTC().getClass();
    private static final Class<?> SYSTEM_SOURCE = InstantSource.system().getClass();

    private Clocks() {}

    /** {@link System#nanoTime()}. */
    public static long nanoTime() {
        return VirtualTime.nanos();
    }

    /** {@link System#currentTimeMillis()}. */
    public static long currentTimeMillis() {
        return VirtualTime.millis();
    }

    /** {@link Clock#systemUTC()}. */
    public static Clock systemUTC() {
        return new WarpedClock(ZoneOffset.UTC);
    }

    /** {@link Clock#systemDefaultZone()}. */
    public static Clock systemDefaultZone() {
        return new WarpedClock(ZoneId.systemDefault());
    }

    /** {@link Clock#system(ZoneId)}. */
    public static Clock system(ZoneId zone) {
        return new WarpedClock(Objects.requireNonNull(zone, "zone"));
    }

    /** {@link InstantSource#system()}. */
    public static InstantSource system() {
        return systemUTC();
    }

    /** {@link Clock#tickMillis(ZoneId)}. */
    public static Clock tickMillis(ZoneId zone) {
        return Clock.tick(system(zone), Duration.ofMillis(1));
    }

    /** {@link Clock#tickSeconds(ZoneId)}. */
    public static Clock tickSeconds(ZoneId zone) {
        return Clock.tick(system(zone), Duration.ofSeconds(1));
    }

    /** {@link Clock#tickMinutes(ZoneId)}. */
    public static Clock tickMinutes(ZoneId zone) {
        return Clock.tick(system(zone), Duration.ofMinutes(1));
    }

    /** {@link InstantSource#instant()}; only a system clock that came from outside is corrected. */
    public static Instant instant(InstantSource source) {
        return isSystem(source) ? VirtualTime.instant() : source.instant();
    }

    /** {@link InstantSource#millis()}; only a system clock that came from outside is corrected. */
    public static long millis(InstantSource source) {
        return isSystem(source) ? VirtualTime.millis() : source.millis();
    }

    /** The clock itself, or its virtual counterpart if it is a system clock. */
    public static Clock virtual(Clock clock) {
        return isSystem(clock) ? new WarpedClock(clock.getZone()) : clock;
    }

    private static boolean isSystem(InstantSource source) {
        return source.getClass() == SYSTEM_CLOCK || source.getClass() == SYSTEM_SOURCE;
    }
}
