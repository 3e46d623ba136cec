package dev.poolproof.warp;

import static org.assertj.core.api.Assertions.assertThatExceptionOfType;

import java.nio.channels.Selector;
import java.util.List;
import java.util.Timer;
import java.util.TimerTask;
import java.util.concurrent.Callable;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.ScheduledExecutorService;
import java.util.concurrent.TimeoutException;
import java.util.concurrent.locks.Condition;
import java.util.concurrent.locks.LockSupport;
import java.util.concurrent.locks.ReentrantLock;
import java.util.concurrent.locks.StampedLock;

/**
 * Situations to wait in; never rewritten, so without a time of their own. Public for the same
 * reason as {@link RealTime}.
 */
public final class Situations {
    private Situations() {}

    public interface Use<T> {
        void with(T it) throws Exception;
    }

    public interface Plan {
        void with(Timer timer, TimerTask task);
    }

    public static void onMonitor(Use<Object> use) throws Exception {
        Object monitor = new Object();
        synchronized (monitor) {
            use.with(monitor);
        }
    }

    public static void withThread(Use<Thread> use) throws Exception {
        Thread alive = new Thread(() -> parkForEver());
        alive.setDaemon(true);
        alive.start();
        use.with(alive);
        alive.interrupt();
    }

    public static void parkForEver() {
        while (!Thread.currentThread().isInterrupted()) {
            LockSupport.park();
        }
    }

    public static void onCondition(Use<Condition> use) throws Exception {
        ReentrantLock lock = new ReentrantLock();
        lock.lock();
        try {
            use.with(lock.newCondition());
        } finally {
            lock.unlock();
        }
    }

    public static void whileLocked(Use<ReentrantLock> use) throws Exception {
        ReentrantLock lock = new ReentrantLock();
        CountDownLatch locked = new CountDownLatch(1);
        Thread holder =
                new Thread(
                        () -> {
                            lock.lock();
                            try {
                                locked.countDown();
                                parkForEver();
                            } finally {
                                lock.unlock();
                            }
                        });
        holder.setDaemon(true);
        holder.start();
        locked.await();
        use.with(lock);
        holder.interrupt();
    }

    public static StampedLock heldForWriting() {
        StampedLock lock = new StampedLock();
        lock.writeLock();
        return lock;
    }

    public static void withSelector(Use<Selector> use) throws Exception {
        try (Selector selector = Selector.open()) {
            use.with(selector);
        }
    }

    public static void timesOut(Callable<?> call) {
        assertThatExceptionOfType(TimeoutException.class).isThrownBy(call::call);
    }

    public static void endOf(CompletableFuture<?> future) {
        assertThatExceptionOfType(ExecutionException.class)
                .isThrownBy(future::get)
                .withCauseInstanceOf(TimeoutException.class);
    }

    public static List<Callable<String>> endless() {
        return List.of(
                () -> {
                    parkForEver();
                    return "interrupted";
                });
    }

    public static void withExecutor(Use<ExecutorService> use) throws Exception {
        ExecutorService executor = Executors.newSingleThreadExecutor();
        use.with(executor);
        executor.shutdownNow();
    }

    public static void withScheduler(Use<ScheduledExecutorService> use) throws Exception {
        ScheduledExecutorService scheduler = Executors.newSingleThreadScheduledExecutor();
        use.with(scheduler);
        scheduler.shutdownNow();
    }

    public static void countToTwo(Use<Runnable> use) throws Exception {
        CountDownLatch runs = new CountDownLatch(2);
        use.with(runs::countDown);
        runs.await();
    }

    public static void withTimer(int count, Plan plan) throws Exception {
        CountDownLatch runs = new CountDownLatch(count);
        Timer timer = new Timer(true);
        // A Timer reckons from the beginning of the millisecond in which it is asked.
        RealTime.untilNextMillisecond();
        plan.with(
                timer,
                new TimerTask() {
                    @Override
                    public void run() {
                        runs.countDown();
                    }
                });
        runs.await();
        timer.cancel();
    }
}
