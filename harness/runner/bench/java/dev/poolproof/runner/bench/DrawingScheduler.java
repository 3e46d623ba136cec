package dev.poolproof.runner.bench;

import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.ScheduledFuture;
import java.util.concurrent.ScheduledThreadPoolExecutor;
import java.util.concurrent.ThreadPoolExecutor;
import java.util.concurrent.TimeUnit;

/**
 * The scheduler that HikariCP would make for itself, which also remembers what it is asked for:
 * that is how the variance that the pool draws becomes known. HikariCP makes it by its name.
 */
public final class DrawingScheduler extends ScheduledThreadPoolExecutor {
    private static final ThreadLocal<DrawingScheduler> NEWEST = new ThreadLocal<>();

    private final List<Asked> once = new ArrayList<>();
    private final List<Asked> periodic = new ArrayList<>();

    /** Made on the thread that opens the pool. */
    public DrawingScheduler() {
        super(1, DrawingScheduler::daemon, new ThreadPoolExecutor.DiscardPolicy());
        setExecuteExistingDelayedTasksAfterShutdownPolicy(false);
        setRemoveOnCancelPolicy(true);
        NEWEST.set(this);
    }

    /** That of the pool which this thread opened last. */
    static DrawingScheduler ofThisThread() {
        return NEWEST.get();
    }

    /** One for each connection's end, in the order in which the connections were opened. */
    Asked once(int index, long untilNanos) throws InterruptedException {
        return get(once, index, untilNanos);
    }

    /** One for each connection's keepalive, in the order in which the connections were opened. */
    Asked periodic(int index, long untilNanos) throws InterruptedException {
        return get(periodic, index, untilNanos);
    }

    @Override
    public ScheduledFuture<?> schedule(Runnable command, long delay, TimeUnit unit) {
        add(once, unit.toNanos(delay));
        return super.schedule(command, delay, unit);
    }

    @Override
    public ScheduledFuture<?> scheduleWithFixedDelay(
            Runnable command, long initialDelay, long delay, TimeUnit unit) {
        // The housekeeper's first delay is another than those that follow.
        if (initialDelay == delay) {
            add(periodic, unit.toNanos(delay));
        }
        return super.scheduleWithFixedDelay(command, initialDelay, delay, unit);
    }

    private synchronized void add(List<Asked> list, long delayNanos) {
        list.add(new Asked(System.nanoTime(), delayNanos));
        notifyAll();
    }

    private synchronized Asked get(List<Asked> list, int index, long untilNanos)
            throws InterruptedException {
        Waits.until(this, () -> list.size() > index, untilNanos);
        return list.get(index);
    }

    private static Thread daemon(Runnable work) {
        Thread thread = new Thread(work, "measured-housekeeper");
        thread.setDaemon(true);
        return thread;
    }

    /**
     * A task that was handed over.
     *
     * @param atNanos by {@link System#nanoTime()}
     * @param delayNanos of the wall clock
     */
    record Asked(long atNanos, long delayNanos) {}
}
