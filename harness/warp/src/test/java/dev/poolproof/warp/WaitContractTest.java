package dev.poolproof.warp;

import static java.util.concurrent.TimeUnit.DAYS;
import static java.util.concurrent.TimeUnit.HOURS;
import static java.util.concurrent.TimeUnit.SECONDS;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatExceptionOfType;
import static org.assertj.core.api.Assertions.assertThatIllegalArgumentException;
import static org.assertj.core.api.Assertions.assertThatNullPointerException;

import java.util.ArrayList;
import java.util.Date;
import java.util.List;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.LinkedBlockingQueue;
import java.util.concurrent.Semaphore;
import java.util.concurrent.SynchronousQueue;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicReference;
import java.util.concurrent.locks.Condition;
import java.util.concurrent.locks.LockSupport;
import java.util.concurrent.locks.ReentrantLock;
import org.assertj.core.api.ThrowableAssert.ThrowingCallable;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.ExtendWith;

/** What the JDK promises of its waits, whatever the scale. */
@ExtendWith(PlainAndWarped.class)
// These calls are the subjects.
@SuppressWarnings({
    "WaitNotInLoop",
    "ThreadJoinLoop",
    "JavaUtilDate",
    "NullAway",
    "ThreadPriorityCheck"
})
class WaitContractTest {
    private final Object monitor = new Object();
    private final ReentrantLock lock = new ReentrantLock();
    private final Condition condition = lock.newCondition();

    @Test
    void negativeTimesAreRefused() {
        for (ThrowingCallable call :
                List.<ThrowingCallable>of(
                        () -> Thread.sleep(-1),
                        () -> Thread.sleep(-1, 0),
                        () -> Thread.sleep(1, -1),
                        () -> Thread.sleep(1, 1_000_000),
                        () -> onMonitor(() -> monitor.wait(-1)),
                        () -> onMonitor(() -> monitor.wait(-1, 1)),
                        () -> onMonitor(() -> monitor.wait(1, 1_000_000)),
                        () -> Thread.currentThread().join(-1),
                        () -> Thread.currentThread().join(1, -1))) {
            assertThatIllegalArgumentException().isThrownBy(call);
        }
    }

    @Test
    void waitingNeedsTheMonitorOrTheLock() {
        for (ThrowingCallable call :
                List.<ThrowingCallable>of(
                        () -> monitor.wait(1),
                        () -> monitor.wait(1, 1),
                        () -> condition.awaitNanos(1),
                        () -> condition.await(1, SECONDS),
                        () -> condition.awaitUntil(new Date(0)))) {
            assertThatExceptionOfType(IllegalMonitorStateException.class).isThrownBy(call);
        }
    }

    @Test
    void nullIsRefused() {
        TimeUnit noUnit = null;
        LinkedBlockingQueue<String> noQueue = null;
        Semaphore semaphore = new Semaphore(0);
        for (ThrowingCallable call :
                List.<ThrowingCallable>of(
                        () -> new LinkedBlockingQueue<>().poll(1, noUnit),
                        () -> semaphore.tryAcquire(1, noUnit),
                        () -> lock.tryLock(1, noUnit),
                        () -> new CompletableFuture<>().get(1, noUnit),
                        () -> noQueue.poll(1, SECONDS),
                        () -> condition.awaitUntil(null))) {
            assertThatNullPointerException().isThrownBy(call);
        }
    }

    @Test
    void interruptBeforeEndsTheWaitAndIsCleared() {
        for (ThrowingCallable call : interruptibleWaits()) {
            Thread.currentThread().interrupt();
            assertThatExceptionOfType(InterruptedException.class).isThrownBy(call);
            assertThat(Thread.interrupted()).isFalse();
        }
    }

    @Test
    void interruptDuringEndsTheWaitAndIsCleared() throws Exception {
        for (ThrowingCallable call : interruptibleWaits()) {
            AtomicReference<Throwable> thrown = new AtomicReference<>();
            AtomicReference<Boolean> flag = new AtomicReference<>();
            Thread thread =
                    inThread(
                            () -> {
                                try {
                                    call.call();
                                } catch (Throwable e) {
                                    thrown.set(e);
                                }
                                flag.set(Thread.interrupted());
                            });
            await(thread, Thread.State.TIMED_WAITING);
            thread.interrupt();
            thread.join();
            assertThat(thrown.get()).isInstanceOf(InterruptedException.class);
            assertThat(flag.get()).isFalse();
        }
    }

    private List<ThrowingCallable> interruptibleWaits() {
        return List.of(
                () -> Thread.sleep(36_000_000),
                () -> Thread.sleep(36_000_000, 1),
                () -> HOURS.sleep(10),
                () -> onMonitor(() -> monitor.wait(36_000_000)),
                () -> Thread.currentThread().join(36_000_000),
                () -> new LinkedBlockingQueue<>().poll(10, HOURS),
                () -> new SynchronousQueue<>().offer("it", 10, HOURS),
                () -> onLock(() -> condition.awaitNanos(HOURS.toNanos(10))),
                () -> onLock(() -> condition.awaitUntil(new Date(Long.MAX_VALUE))),
                () -> new Semaphore(0).tryAcquire(Long.MAX_VALUE, DAYS),
                () -> new CompletableFuture<>().get(10, HOURS));
    }

    @Test
    void unitsDoNotEvenLookForAnInterruptWhenThereIsNothingToWait() throws Exception {
        Thread.currentThread().interrupt();
        SECONDS.sleep(0);
        SECONDS.sleep(-1);
        assertThat(Thread.interrupted()).isTrue();
    }

    @Test
    void zeroMeansForEverWhereItDoesSo() throws Exception {
        Thread sleeper = inThread(LockSupport::park);
        List<Thread> waiting = new ArrayList<>();
        waiting.add(inThread(() -> onMonitor(() -> monitor.wait(0))));
        waiting.add(inThread(() -> onMonitor(() -> monitor.wait(0, 0))));
        waiting.add(inThread(() -> sleeper.join(0)));
        waiting.add(inThread(() -> sleeper.join(0, 0)));
        for (Thread thread : waiting) {
            await(thread, Thread.State.WAITING);
            thread.interrupt();
            thread.join();
        }
        LockSupport.unpark(sleeper);
        sleeper.join();
    }

    @Test
    void nothingIsWaitedForZeroOrLess() throws Exception {
        Thread.sleep(0);
        LockSupport.parkNanos(0);
        LockSupport.parkNanos(-1);
        LockSupport.parkUntil(0);
        LockSupport.parkUntil(System.currentTimeMillis() - 1);
        assertThat(new LinkedBlockingQueue<>().poll(0, SECONDS)).isNull();
        assertThat(new LinkedBlockingQueue<>().poll(-1, SECONDS)).isNull();
        assertThat(new Semaphore(0).tryAcquire(Long.MIN_VALUE, DAYS)).isFalse();
        assertThat(new Semaphore(1).tryAcquire(0, SECONDS)).isTrue();
        assertThat(lock.tryLock(0, SECONDS)).isTrue();
        assertThat(condition.awaitNanos(0)).isLessThanOrEqualTo(0);
        assertThat(condition.awaitNanos(-1_000_000_000)).isLessThanOrEqualTo(0);
        assertThat(condition.awaitUntil(new Date(System.currentTimeMillis() - 1))).isFalse();
        assertThat(condition.awaitUntil(new Date(Long.MIN_VALUE))).isFalse();
    }

    @Test
    void whatIsThereIsTakenHoweverLongOneWouldWait() throws Exception {
        LinkedBlockingQueue<String> queue = new LinkedBlockingQueue<>(List.of("it"));

        assertThat(queue.poll(Long.MAX_VALUE, DAYS)).isEqualTo("it");
        assertThat(new Semaphore(1).tryAcquire(Long.MAX_VALUE, SECONDS)).isTrue();
        assertThat(CompletableFuture.completedFuture("it").get(Long.MAX_VALUE, DAYS))
                .isEqualTo("it");
    }

    @Test
    void longestWaitLastsUntilSomethingComes() throws Exception {
        LinkedBlockingQueue<String> queue = new LinkedBlockingQueue<>();
        AtomicReference<String> taken = new AtomicReference<>();
        Thread thread = inThread(() -> taken.set(queue.poll(Long.MAX_VALUE, DAYS)));
        await(thread, Thread.State.TIMED_WAITING);

        queue.add("it");
        thread.join();

        assertThat(taken.get()).isEqualTo("it");
    }

    @Test
    void awaitNanosTellsWhatIsLeft() throws Exception {
        long asked = HOURS.toNanos(1);
        AtomicReference<Long> left = new AtomicReference<>();
        Thread thread = inThread(() -> onLock(() -> left.set(condition.awaitNanos(asked))));
        await(thread, Thread.State.TIMED_WAITING);
        lock.lock();
        try {
            condition.signal();
        } finally {
            lock.unlock();
        }
        thread.join();

        assertThat(left.get()).isLessThan(asked).isGreaterThan(asked / 2);
    }

    @Test
    void awaitNanosTellsThatNothingIsLeft() throws Exception {
        onLock(() -> assertThat(condition.awaitNanos(1_000_000)).isLessThanOrEqualTo(0));
    }

    @Test
    void sleepLeavesThePermitOfTheThread() throws Exception {
        Thread thread =
                inThread(
                        () -> {
                            LockSupport.unpark(Thread.currentThread());
                            Thread.sleep(10);
                            LockSupport.park();
                        });

        thread.join(100_000);

        assertThat(thread.isAlive()).isFalse();
    }

    private interface Body {
        void run() throws Exception;
    }

    private void onMonitor(Body body) throws Exception {
        synchronized (monitor) {
            body.run();
        }
    }

    private void onLock(Body body) throws Exception {
        lock.lock();
        try {
            body.run();
        } finally {
            lock.unlock();
        }
    }

    private static Thread inThread(Body body) {
        Thread thread =
                new Thread(
                        () -> {
                            try {
                                body.run();
                            } catch (Exception endsTheThread) {
                                // The tests look at what the body did, not at how it ended.
                                return;
                            }
                        });
        thread.setDaemon(true);
        thread.start();
        return thread;
    }

    private static void await(Thread thread, Thread.State state) {
        while (thread.getState() != state) {
            assertThat(thread.isAlive()).isTrue();
            Thread.onSpinWait();
        }
    }
}
