package dev.poolproof.warp;

import static dev.poolproof.warp.Situations.countToTwo;
import static dev.poolproof.warp.Situations.endOf;
import static dev.poolproof.warp.Situations.endless;
import static dev.poolproof.warp.Situations.heldForWriting;
import static dev.poolproof.warp.Situations.onCondition;
import static dev.poolproof.warp.Situations.onMonitor;
import static dev.poolproof.warp.Situations.parkForEver;
import static dev.poolproof.warp.Situations.timesOut;
import static dev.poolproof.warp.Situations.whileLocked;
import static dev.poolproof.warp.Situations.withExecutor;
import static dev.poolproof.warp.Situations.withScheduler;
import static dev.poolproof.warp.Situations.withSelector;
import static dev.poolproof.warp.Situations.withThread;
import static dev.poolproof.warp.Situations.withTimer;
import static java.time.Duration.ofMillis;
import static java.time.Duration.ofSeconds;
import static java.util.concurrent.TimeUnit.MILLISECONDS;
import static java.util.concurrent.TimeUnit.SECONDS;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatExceptionOfType;

import java.net.InetAddress;
import java.net.ServerSocket;
import java.net.Socket;
import java.net.SocketTimeoutException;
import java.time.Duration;
import java.util.Date;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.Objects;
import java.util.Set;
import java.util.concurrent.ArrayBlockingQueue;
import java.util.concurrent.BlockingQueue;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.CyclicBarrier;
import java.util.concurrent.Exchanger;
import java.util.concurrent.ExecutorCompletionService;
import java.util.concurrent.ForkJoinPool;
import java.util.concurrent.FutureTask;
import java.util.concurrent.LinkedBlockingDeque;
import java.util.concurrent.LinkedBlockingQueue;
import java.util.concurrent.LinkedTransferQueue;
import java.util.concurrent.Phaser;
import java.util.concurrent.ScheduledThreadPoolExecutor;
import java.util.concurrent.Semaphore;
import java.util.concurrent.SynchronousQueue;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.locks.AbstractQueuedSynchronizer;
import java.util.concurrent.locks.LockSupport;
import java.util.function.LongConsumer;
import java.util.function.LongSupplier;
import org.junit.jupiter.api.extension.ExtendWith;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

/** Each wait of the JDK, told to last five seconds of virtual time, lasts a tenth of a second. */
@ExtendWith(Warped.class)
// The subjects of these tests; their results are no matter here.
@SuppressWarnings({"WaitNotInLoop", "ThreadJoinLoop", "JavaUtilDate", "FutureReturnValueIgnored"})
class ScaledTimeTest {
    private static final long MILLIS = 5_000;
    private static final Duration LEAST = ofMillis(MILLIS / Warped.SCALE);
    private static final Duration MOST = ofSeconds(4);

    private static final Map<String, RealTime.Action> WAITS = new LinkedHashMap<>();

    static {
        threads();
        locks();
        queues();
        futures();
        executors();
        schedulers();
        methodReferences();
        inheritance();
    }

    static Set<String> waits() {
        return WAITS.keySet();
    }

    @ParameterizedTest
    @MethodSource("waits")
    void waitEndsAfterItsVirtualTime(String wait) throws Exception {
        RealTime.Action action = Objects.requireNonNull(WAITS.get(wait));

        assertThat(RealTime.of(action)).isBetween(LEAST, MOST);
    }

    private static void threads() {
        WAITS.put("sleep", () -> Thread.sleep(MILLIS));
        WAITS.put("sleep with nanos", () -> Thread.sleep(MILLIS - 1, 999_999));
        WAITS.put("TimeUnit.sleep", () -> SECONDS.sleep(5));
        WAITS.put("wait", () -> onMonitor(it -> it.wait(MILLIS)));
        WAITS.put("wait with nanos", () -> onMonitor(it -> it.wait(MILLIS, 1)));
        WAITS.put("timedWait", () -> onMonitor(it -> SECONDS.timedWait(it, 5)));
        WAITS.put("join", () -> withThread(it -> it.join(MILLIS)));
        WAITS.put("join with nanos", () -> withThread(it -> it.join(MILLIS, 1)));
        WAITS.put("timedJoin", () -> withThread(it -> SECONDS.timedJoin(it, 5)));
        WAITS.put("parkNanos", () -> parkUntilFiveSecondsPass(LockSupport::parkNanos));
        WAITS.put(
                "parkNanos with blocker",
                () -> parkUntilFiveSecondsPass(it -> LockSupport.parkNanos("blocker", it)));
        WAITS.put(
                "parkUntil",
                () ->
                        parkUntilFiveSecondsPass(
                                it ->
                                        LockSupport.parkUntil(
                                                System.currentTimeMillis() + it / 1_000_000)));
    }

    private static void locks() {
        WAITS.put("Condition.await", () -> onCondition(it -> it.await(5, SECONDS)));
        WAITS.put("awaitNanos", () -> onCondition(it -> it.awaitNanos(SECONDS.toNanos(5))));
        WAITS.put(
                "awaitUntil",
                () ->
                        onCondition(
                                it ->
                                        it.awaitUntil(
                                                new Date(System.currentTimeMillis() + MILLIS))));
        WAITS.put("tryLock", () -> whileLocked(it -> it.tryLock(5, SECONDS)));
        WAITS.put("StampedLock", () -> heldForWriting().tryReadLock(5, SECONDS));
        WAITS.put("tryAcquire", () -> new Semaphore(0).tryAcquire(5, SECONDS));
        WAITS.put("tryAcquire of two", () -> new Semaphore(1).tryAcquire(2, 5, SECONDS));
        WAITS.put("tryAcquireNanos", () -> new NeverFree().tryAcquireNanos(1, SECONDS.toNanos(5)));
        WAITS.put("CountDownLatch.await", () -> new CountDownLatch(1).await(5, SECONDS));
        WAITS.put("CyclicBarrier", () -> timesOut(() -> new CyclicBarrier(2).await(5, SECONDS)));
        WAITS.put(
                "Phaser",
                () -> timesOut(() -> new Phaser(1).awaitAdvanceInterruptibly(0, 5, SECONDS)));
        WAITS.put("Exchanger", () -> timesOut(() -> new Exchanger<>().exchange("it", 5, SECONDS)));
    }

    private static void queues() {
        WAITS.put("poll", () -> new LinkedBlockingQueue<>().poll(5, SECONDS));
        WAITS.put("offer", () -> new SynchronousQueue<>().offer("it", 5, SECONDS));
        WAITS.put("pollFirst", () -> new LinkedBlockingDeque<>().pollFirst(5, SECONDS));
        WAITS.put("tryTransfer", () -> new LinkedTransferQueue<>().tryTransfer("it", 5, SECONDS));
        WAITS.put("select", () -> withSelector(it -> it.select(MILLIS)));
    }

    private static void futures() {
        WAITS.put(
                "Future.get",
                () -> timesOut(() -> new FutureTask<>(() -> "it").get(MILLIS, MILLISECONDS)));
        WAITS.put("orTimeout", () -> endOf(new CompletableFuture<>().orTimeout(5, SECONDS)));
        WAITS.put(
                "completeOnTimeout",
                () -> new CompletableFuture<>().completeOnTimeout("it", 5, SECONDS).get());
        WAITS.put(
                "delayedExecutor",
                () ->
                        CompletableFuture.runAsync(
                                        () -> {}, CompletableFuture.delayedExecutor(5, SECONDS))
                                .get());
        WAITS.put(
                "delayedExecutor on another",
                () ->
                        CompletableFuture.runAsync(
                                        () -> {},
                                        CompletableFuture.delayedExecutor(
                                                5, SECONDS, Runnable::run))
                                .get());
    }

    private static void executors() {
        WAITS.put("awaitTermination", () -> withExecutor(it -> it.awaitTermination(5, SECONDS)));
        WAITS.put("invokeAll", () -> withExecutor(it -> it.invokeAll(endless(), 5, SECONDS)));
        WAITS.put(
                "invokeAny",
                () -> withExecutor(it -> timesOut(() -> it.invokeAny(endless(), 5, SECONDS))));
        WAITS.put(
                "CompletionService.poll",
                () -> withExecutor(it -> new ExecutorCompletionService<>(it).poll(5, SECONDS)));
        WAITS.put(
                "awaitQuiescence",
                () -> {
                    ForkJoinPool pool = new ForkJoinPool(1);
                    CountDownLatch started = new CountDownLatch(1);
                    pool.execute(
                            () -> {
                                started.countDown();
                                parkForEver();
                            });
                    started.await(); // Else the pool would be helped by this thread.
                    pool.awaitQuiescence(5, SECONDS);
                    pool.shutdownNow();
                });
    }

    private static void schedulers() {
        WAITS.put("schedule", () -> withScheduler(it -> it.schedule(() -> {}, 5, SECONDS).get()));
        WAITS.put(
                "schedule a callable",
                () -> withScheduler(it -> it.schedule(() -> "it", 5, SECONDS).get()));
        WAITS.put(
                "scheduleAtFixedRate",
                () ->
                        withScheduler(
                                it ->
                                        countToTwo(
                                                run ->
                                                        it.scheduleAtFixedRate(
                                                                run, 1, 4, SECONDS))));
        WAITS.put(
                "scheduleWithFixedDelay",
                () ->
                        withScheduler(
                                it ->
                                        countToTwo(
                                                run ->
                                                        it.scheduleWithFixedDelay(
                                                                run, 1, 4, SECONDS))));
        WAITS.put("Timer", () -> withTimer(2, (it, task) -> it.schedule(task, 1_000, 4_000)));
        WAITS.put("Timer, once", () -> withTimer(1, (it, task) -> it.schedule(task, MILLIS)));
        WAITS.put(
                "Timer, at a fixed rate",
                () -> withTimer(2, (it, task) -> it.scheduleAtFixedRate(task, 1_000, 4_000)));
        WAITS.put(
                "Timer, at a date",
                () ->
                        withTimer(
                                1,
                                (it, task) ->
                                        it.schedule(
                                                task,
                                                new Date(System.currentTimeMillis() + MILLIS))));
        WAITS.put("read of a socket", ScaledTimeTest::readFromSilentServer);
    }

    private static void methodReferences() {
        WAITS.put(
                "Thread::sleep",
                () -> {
                    Sleep sleep = Thread::sleep;
                    sleep.sleep(MILLIS);
                });
        WAITS.put(
                "queue::poll",
                () -> {
                    Poll poll = new LinkedBlockingQueue<String>()::poll;
                    poll.poll(5, SECONDS);
                });
        WAITS.put(
                "System::nanoTime",
                () -> {
                    LongSupplier clock = System::nanoTime;
                    long start = clock.getAsLong();
                    while (clock.getAsLong() - start < SECONDS.toNanos(5)) {
                        Thread.onSpinWait();
                    }
                });
    }

    private static void inheritance() {
        WAITS.put(
                "own queue that passes on to the JDK's",
                () -> {
                    BlockingQueue<String> queue = new OwnQueue();
                    queue.poll(5, SECONDS);
                });
        WAITS.put(
                "own executor that inherits",
                () -> {
                    OwnScheduler scheduler = new OwnScheduler();
                    scheduler.schedule(() -> "it", 5, SECONDS).get();
                    scheduler.shutdownNow();
                });
    }

    private interface Sleep {
        void sleep(long millis) throws InterruptedException;
    }

    private interface Poll {
        @SuppressWarnings("UnusedReturnValue") // Nothing comes out.
        Object poll(long timeout, TimeUnit unit) throws InterruptedException;
    }

    private static final class OwnQueue extends ArrayBlockingQueue<String> {
        private static final long serialVersionUID = 1;

        OwnQueue() {
            super(1);
        }

        @Override
        public String poll(long timeout, TimeUnit unit) throws InterruptedException {
            return super.poll(timeout, unit);
        }
    }

    private static final class OwnScheduler extends ScheduledThreadPoolExecutor {
        OwnScheduler() {
            super(1);
        }
    }

    private static final class NeverFree extends AbstractQueuedSynchronizer {
        private static final long serialVersionUID = 1;

        @Override
        protected boolean tryAcquire(int arg) {
            return false;
        }
    }

    private static void parkUntilFiveSecondsPass(LongConsumer park) {
        long start = System.nanoTime();
        for (long left = SECONDS.toNanos(5);
                left > 0;
                left = SECONDS.toNanos(5) - (System.nanoTime() - start)) {
            park.accept(left);
        }
    }

    private static void readFromSilentServer() throws Exception {
        InetAddress loopback = InetAddress.getLoopbackAddress();
        try (ServerSocket server = new ServerSocket(0, 1, loopback);
                Socket client = new Socket()) {
            client.connect(server.getLocalSocketAddress(), (int) MILLIS);
            client.setSoTimeout((int) MILLIS);
            assertThatExceptionOfType(SocketTimeoutException.class)
                    .isThrownBy(() -> client.getInputStream().read());
        }
    }
}
