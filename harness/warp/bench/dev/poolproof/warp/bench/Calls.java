package dev.poolproof.warp.bench;

import java.util.concurrent.ArrayBlockingQueue;
import java.util.concurrent.BlockingQueue;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.locks.LockSupport;

/** The calls; rewritten if a {@code WarpLoader} loads this class. */
public final class Calls implements TimingCalls {
    private final BlockingQueue<Object> queue = new ArrayBlockingQueue<>(1);

    public Calls() {
        queue.add("it");
    }

    @Override
    public long nanoTime() {
        return System.nanoTime();
    }

    @Override
    public long currentTimeMillis() {
        return System.currentTimeMillis();
    }

    @Override
    public void parkNanos(long nanos) {
        LockSupport.parkNanos(nanos);
    }

    @Override
    public Object pollAndOffer() throws InterruptedException {
        Object it = queue.poll(1, TimeUnit.SECONDS);
        queue.offer(it);
        return it;
    }
}
