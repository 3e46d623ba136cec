package dev.poolproof.warp;

import static java.util.concurrent.TimeUnit.DAYS;
import static java.util.concurrent.TimeUnit.HOURS;
import static java.util.concurrent.TimeUnit.MILLISECONDS;
import static java.util.concurrent.TimeUnit.MINUTES;
import static java.util.concurrent.TimeUnit.NANOSECONDS;
import static java.util.concurrent.TimeUnit.SECONDS;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatExceptionOfType;
import static org.assertj.core.api.Assertions.assertThatIllegalArgumentException;
import static org.assertj.core.api.Assertions.assertThatIllegalStateException;
import static org.assertj.core.api.Assertions.assertThatNullPointerException;

import java.util.Date;
import java.util.List;
import java.util.Timer;
import java.util.TimerTask;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.Delayed;
import java.util.concurrent.RejectedExecutionException;
import java.util.concurrent.ScheduledFuture;
import java.util.concurrent.ScheduledThreadPoolExecutor;
import java.util.concurrent.TimeUnit;
import org.assertj.core.api.ThrowableAssert.ThrowingCallable;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.ExtendWith;

/** What the JDK promises of its schedulers, whatever the scale. */
@ExtendWith(PlainAndWarped.class)
// These calls are the subjects.
@SuppressWarnings({"JavaUtilDate", "NullAway", "FutureReturnValueIgnored"})
class ScheduleContractTest {
    private final ScheduledThreadPoolExecutor executor = new ScheduledThreadPoolExecutor(1);
    private final Timer timer = new Timer(true);

    @AfterEach
    void stop() {
        executor.shutdownNow();
        timer.cancel();
    }

    @Test
    void periodsMustBePositive() {
        for (ThrowingCallable call :
                List.<ThrowingCallable>of(
                        () -> executor.scheduleAtFixedRate(() -> {}, 1, 0, SECONDS),
                        () -> executor.scheduleAtFixedRate(() -> {}, 1, -1, SECONDS),
                        () -> executor.scheduleWithFixedDelay(() -> {}, 1, 0, SECONDS),
                        () -> executor.scheduleWithFixedDelay(() -> {}, 1, -1, SECONDS),
                        () -> timer.schedule(task(() -> {}), 1, 0),
                        () -> timer.schedule(task(() -> {}), 1, -1),
                        () -> timer.schedule(task(() -> {}), new Date(1), 0),
                        () -> timer.scheduleAtFixedRate(task(() -> {}), 1, 0),
                        () -> timer.scheduleAtFixedRate(task(() -> {}), new Date(1), -1))) {
            assertThatIllegalArgumentException().isThrownBy(call);
        }
    }

    @Test
    void timersRefuseTimesOutOfRange() {
        for (ThrowingCallable call :
                List.<ThrowingCallable>of(
                        () -> timer.schedule(task(() -> {}), -1),
                        () -> timer.schedule(task(() -> {}), Long.MAX_VALUE),
                        () -> timer.schedule(task(() -> {}), Long.MAX_VALUE - 1),
                        () -> timer.schedule(task(() -> {}), new Date(-1)))) {
            assertThatIllegalArgumentException().isThrownBy(call);
        }
    }

    @Test
    void nullIsRefused() {
        TimeUnit noUnit = null;
        Runnable noTask = null;
        for (ThrowingCallable call :
                List.<ThrowingCallable>of(
                        () -> executor.schedule(() -> {}, 1, noUnit),
                        () -> executor.schedule(noTask, 1, SECONDS),
                        () -> executor.scheduleAtFixedRate(() -> {}, 1, 1, noUnit),
                        () -> executor.scheduleWithFixedDelay(noTask, 1, 1, SECONDS),
                        () -> timer.schedule(null, 1),
                        () -> timer.schedule(task(() -> {}), (Date) null))) {
            assertThatNullPointerException().isThrownBy(call);
        }
    }

    @Test
    void stoppedSchedulersRefuseTasks() {
        executor.shutdown();
        timer.cancel();

        assertThatExceptionOfType(RejectedExecutionException.class)
                .isThrownBy(() -> executor.schedule(() -> {}, 1, SECONDS));
        assertThatIllegalStateException().isThrownBy(() -> timer.schedule(task(() -> {}), 1));
    }

    @Test
    void smallestPeriodStaysAPeriod() throws Exception {
        CountDownLatch runs = new CountDownLatch(6);
        executor.scheduleAtFixedRate(runs::countDown, 0, 1, NANOSECONDS);
        executor.scheduleWithFixedDelay(runs::countDown, 0, 1, NANOSECONDS);
        timer.schedule(task(runs::countDown), 0, 1);

        assertThat(runs.await(500, SECONDS)).isTrue();
    }

    @Test
    void whatIsDueRunsAtOnceHoweverLateItIs() throws Exception {
        CountDownLatch runs = new CountDownLatch(3);
        executor.schedule(runs::countDown, Long.MIN_VALUE, DAYS);
        executor.schedule(runs::countDown, 0, DAYS);
        timer.schedule(task(runs::countDown), new Date(0));

        assertThat(runs.await(500, SECONDS)).isTrue();
    }

    @Test
    void delaysKeepTheirOrderAndAreTold() {
        ScheduledFuture<?> soon = executor.schedule(() -> {}, 1, HOURS);
        ScheduledFuture<?> late = executor.schedule(() -> {}, 2, HOURS);
        ScheduledFuture<?> never = executor.schedule(() -> {}, Long.MAX_VALUE, DAYS);

        assertThat(soon.compareTo(late)).isNegative();
        assertThat(never.compareTo(late)).isPositive();
        assertThat(soon.getDelay(MINUTES)).isBetween(55L, 60L);
        assertThat(never.getDelay(DAYS)).isGreaterThan(1_000);
    }

    @Test
    void ownDelaysAreTakenAsTheyAre() {
        Delayed own =
                new Delayed() {
                    @Override
                    public long getDelay(TimeUnit unit) {
                        return unit.convert(5, SECONDS);
                    }

                    @Override
                    public int compareTo(Delayed other) {
                        return 0;
                    }
                };

        assertThat(own.getDelay(MILLISECONDS)).isEqualTo(5_000);
    }

    @Test
    void taskKnowsWhenItWasDue() throws Exception {
        CountDownLatch run = new CountDownLatch(1);
        TimerTask task = task(run::countDown);
        long before = System.currentTimeMillis();
        timer.schedule(task, 1_000);

        assertThat(run.await(500, SECONDS)).isTrue();

        // A timer counts in milliseconds, which are as many in virtual time as the scale says.
        assertThat(task.scheduledExecutionTime())
                .isBetween(before + 1_000 - 2 * Warped.SCALE, System.currentTimeMillis());
    }

    private static TimerTask task(Runnable body) {
        return new TimerTask() {
            @Override
            public void run() {
                body.run();
            }
        };
    }
}
