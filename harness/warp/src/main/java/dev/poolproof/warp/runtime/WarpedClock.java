package dev.poolproof.warp.runtime;

import java.time.Clock;
import java.time.Instant;
import java.time.ZoneId;

/** The virtual wall clock in a zone; stands for the JDK's system clocks. */
final class WarpedClock extends Clock {
    private final ZoneId zone;

    WarpedClock(ZoneId zone) {
        this.zone = zone;
    }

    @Override
    public ZoneId getZone() {
        return zone;
    }

    @Override
    public Clock withZone(ZoneId other) {
        return new WarpedClock(other);
    }

    @Override
    public Instant instant() {
        return VirtualTime.instant();
    }

    @Override
    public long millis() {
        return VirtualTime.millis();
    }

    @Override
    public boolean equals(Object other) {
        return other instanceof WarpedClock clock && zone.equals(clock.zone);
    }

    @Override
    public int hashCode() {
        return zone.hashCode() + 1;
    }

    @Override
    public String toString() {
        return "WarpedClock[" + zone + "]";
    }
}
