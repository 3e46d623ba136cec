package dev.poolproof.warp.shared;

import java.time.Instant;

/**
 * The real instant at which every virtual clock of this JVM starts, so that clocks which had the
 * same scales agree.
 */
@SuppressWarnings(
        "TimeInStaticInitializer") // The time at which this class is loaded is what is meant.
public final class Epoch {
    /** {@link System#nanoTime()} at the epoch. */
    public static final long NANOS = System.nanoTime();

    /** The wall clock at the epoch. */
    public static final Instant INSTANT = Instant.now();

    private Epoch() {}
}
