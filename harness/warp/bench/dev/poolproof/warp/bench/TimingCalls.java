package dev.poolproof.warp.bench;

/** Calls that are rewritten; one implementation stays as it is. */
public interface TimingCalls {
    long nanoTime();

    long currentTimeMillis();

    void parkNanos(long nanos);

    /** Takes what is in a queue and puts it back. */
    Object pollAndOffer() throws InterruptedException;
}
