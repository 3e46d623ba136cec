package dev.poolproof.warp.runtime;

import java.util.Date;
import java.util.Timer;
import java.util.TimerTask;
import java.util.concurrent.Delayed;
import java.util.concurrent.ScheduledExecutorService;
import java.util.concurrent.ScheduledFuture;
import java.util.concurrent.TimeUnit;

/** The JDK's schedulers in virtual time. */
@SuppressWarnings("JavaUtilDate") // The timer's own parameter.
public final class Schedules {
    private static final String PERIODIC =
            "(Ljava/lang/Runnable;JJLjava/util/concurrent/TimeUnit;)Ljava/util/concurrent/ScheduledFuture;";

    private Schedules() {}

    /** {@link ScheduledExecutorService#scheduleAtFixedRate}. */
    public static ScheduledFuture<?> scheduleAtFixedRate(
            ScheduledExecutorService executor,
            Runnable command,
            long initialDelay,
            long period,
            TimeUnit unit) {
        if (Receivers.keepsVirtualTime(executor, "scheduleAtFixedRate" + PERIODIC)) {
            return executor.scheduleAtFixedRate(command, initialDelay, period, unit);
        }
        return executor.scheduleAtFixedRate(
                command,
                Timeouts.realNanos(initialDelay, unit),
                Timeouts.realNanos(period, unit),
                TimeUnit.NANOSECONDS);
    }

    /** {@link ScheduledExecutorService#scheduleWithFixedDelay}. */
    public static ScheduledFuture<?> scheduleWithFixedDelay(
            ScheduledExecutorService executor,
            Runnable command,
            long initialDelay,
            long delay,
            TimeUnit unit) {
        if (Receivers.keepsVirtualTime(executor, "scheduleWithFixedDelay" + PERIODIC)) {
            return executor.scheduleWithFixedDelay(command, initialDelay, delay, unit);
        }
        return executor.scheduleWithFixedDelay(
                command,
                Timeouts.realNanos(initialDelay, unit),
                Timeouts.realNanos(delay, unit),
                TimeUnit.NANOSECONDS);
    }

    /**
     * {@link Delayed#getDelay}; a delay that the JDK keeps is real and is turned into virtual time.
     */
    public static long getDelay(Delayed delayed, TimeUnit unit) {
        if (Receivers.keepsVirtualTime(delayed, "getDelay(Ljava/util/concurrent/TimeUnit;)J")) {
            return delayed.getDelay(unit);
        }
        long nanos = VirtualTime.segment().toVirtual(delayed.getDelay(TimeUnit.NANOSECONDS));
        return unit.convert(nanos, TimeUnit.NANOSECONDS);
    }

    /** {@link Timer#schedule(TimerTask, long)}. */
    public static void schedule(Timer timer, TimerTask task, long delay) {
        timer.schedule(
                task, keeps(timer, "schedule(Ljava/util/TimerTask;J)V") ? delay : realDelay(delay));
    }

    /** {@link Timer#schedule(TimerTask, long, long)}. */
    public static void schedule(Timer timer, TimerTask task, long delay, long period) {
        if (keeps(timer, "schedule(Ljava/util/TimerTask;JJ)V")) {
            timer.schedule(task, delay, period);
        } else {
            timer.schedule(task, realDelay(delay), VirtualTime.realMillis(period));
        }
    }

    /** {@link Timer#schedule(TimerTask, Date)}. */
    public static void schedule(Timer timer, TimerTask task, Date time) {
        timer.schedule(
                task,
                keeps(timer, "schedule(Ljava/util/TimerTask;Ljava/util/Date;)V")
                        ? time
                        : realDate(time));
    }

    /** {@link Timer#schedule(TimerTask, Date, long)}. */
    public static void schedule(Timer timer, TimerTask task, Date first, long period) {
        if (keeps(timer, "schedule(Ljava/util/TimerTask;Ljava/util/Date;J)V")) {
            timer.schedule(task, first, period);
        } else {
            timer.schedule(task, realDate(first), VirtualTime.realMillis(period));
        }
    }

    /** {@link Timer#scheduleAtFixedRate(TimerTask, long, long)}. */
    public static void scheduleAtFixedRate(Timer timer, TimerTask task, long delay, long period) {
        if (keeps(timer, "scheduleAtFixedRate(Ljava/util/TimerTask;JJ)V")) {
            timer.scheduleAtFixedRate(task, delay, period);
        } else {
            timer.scheduleAtFixedRate(task, realDelay(delay), VirtualTime.realMillis(period));
        }
    }

    /** {@link Timer#scheduleAtFixedRate(TimerTask, Date, long)}. */
    public static void scheduleAtFixedRate(Timer timer, TimerTask task, Date first, long period) {
        if (keeps(timer, "scheduleAtFixedRate(Ljava/util/TimerTask;Ljava/util/Date;J)V")) {
            timer.scheduleAtFixedRate(task, first, period);
        } else {
            timer.scheduleAtFixedRate(task, realDate(first), VirtualTime.realMillis(period));
        }
    }

    /** {@link TimerTask#scheduledExecutionTime()}; 0 before the first execution. */
    public static long scheduledExecutionTime(TimerTask task) {
        long time = task.scheduledExecutionTime();
        boolean virtual = keeps(task, "scheduledExecutionTime()J");
        return virtual || time == 0 ? time : VirtualTime.virtualWallMillis(time);
    }

    private static boolean keeps(Object receiver, String method) {
        return Receivers.keepsVirtualTime(receiver, method);
    }

    /**
     * A delay that a timer refuses because it ends after the last {@code long} is passed on, to be
     * refused.
     */
    private static long realDelay(long delay) {
        boolean overflows = delay > Long.MAX_VALUE - System.currentTimeMillis();
        return overflows ? delay : VirtualTime.realMillis(delay);
    }

    /** A date before 1970 is passed on, to be refused. */
    private static Date realDate(Date date) {
        return date.getTime() < 0
                ? date
                : new Date(Math.max(0, VirtualTime.realWallMillis(date.getTime())));
    }
}
