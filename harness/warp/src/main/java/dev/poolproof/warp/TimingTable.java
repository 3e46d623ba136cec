package dev.poolproof.warp;

import dev.poolproof.warp.Treatment.FilterLast;
import dev.poolproof.warp.Treatment.Leave;
import dev.poolproof.warp.Treatment.Make;
import dev.poolproof.warp.Treatment.RealTimeout;
import dev.poolproof.warp.Treatment.Replace;
import dev.poolproof.warp.Treatment.VirtualNow;
import dev.poolproof.warp.runtime.Clocks;
import dev.poolproof.warp.runtime.Drivers;
import dev.poolproof.warp.runtime.Names;
import dev.poolproof.warp.runtime.Schedules;
import dev.poolproof.warp.runtime.Sockets;
import dev.poolproof.warp.runtime.Waits;
import java.lang.ref.ReferenceQueue;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.net.Socket;
import java.nio.channels.AsynchronousChannelGroup;
import java.nio.channels.AsynchronousSocketChannel;
import java.nio.channels.Selector;
import java.nio.file.WatchService;
import java.nio.file.attribute.FileTime;
import java.sql.DriverManager;
import java.time.Clock;
import java.time.Instant;
import java.time.InstantSource;
import java.time.LocalDate;
import java.time.LocalDateTime;
import java.time.LocalTime;
import java.time.MonthDay;
import java.time.OffsetDateTime;
import java.time.OffsetTime;
import java.time.Year;
import java.time.YearMonth;
import java.time.ZonedDateTime;
import java.time.chrono.Chronology;
import java.time.chrono.HijrahDate;
import java.time.chrono.JapaneseDate;
import java.time.chrono.MinguoDate;
import java.time.chrono.ThaiBuddhistDate;
import java.util.ArrayList;
import java.util.Calendar;
import java.util.Date;
import java.util.GregorianCalendar;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Timer;
import java.util.TimerTask;
import java.util.concurrent.BlockingDeque;
import java.util.concurrent.BlockingQueue;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionService;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.CyclicBarrier;
import java.util.concurrent.Delayed;
import java.util.concurrent.Exchanger;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.ForkJoinPool;
import java.util.concurrent.Future;
import java.util.concurrent.Phaser;
import java.util.concurrent.ScheduledExecutorService;
import java.util.concurrent.Semaphore;
import java.util.concurrent.SubmissionPublisher;
import java.util.concurrent.ThreadPoolExecutor;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.TransferQueue;
import java.util.concurrent.locks.AbstractQueuedLongSynchronizer;
import java.util.concurrent.locks.AbstractQueuedSynchronizer;
import java.util.concurrent.locks.Condition;
import java.util.concurrent.locks.Lock;
import java.util.concurrent.locks.LockSupport;
import java.util.concurrent.locks.StampedLock;
import javax.net.ssl.SSLSessionContext;

/**
 * The closed list of the JDK's timing methods and of its lookups of names, whose answers it keeps
 * for a time, with what becomes of a call of each.
 */
final class TimingTable {
    /** The parameters of a timeout; a call that has them anywhere is a timing call. */
    static final String TIMEOUT = "JLjava/util/concurrent/TimeUnit;";

    private static final String CLOCK = "Ljava/time/Clock;";
    private static final String ANY = "";
    private static final Map<String, List<Rule>> RULES = new HashMap<>();

    static {
        clocks();
        waits();
        timeouts();
        schedulers();
        network();
        leftAsTheyAre();
    }

    private TimingTable() {}

    /** The rules for methods of this name. */
    static List<Rule> rulesFor(String method) {
        return RULES.getOrDefault(method, List.of());
    }

    /** All rules. */
    static List<Rule> rules() {
        return RULES.values().stream().flatMap(List::stream).toList();
    }

    private static void clocks() {
        replace(System.class, "nanoTime", "()", Clocks.class);
        replace(System.class, "currentTimeMillis", "()", Clocks.class);
        replace(InstantSource.class, "instant", "()", Clocks.class);
        replace(InstantSource.class, "millis", "()", Clocks.class);
        replace(InstantSource.class, "system", "()", Clocks.class);
        replace(Clock.class, "systemUTC", "()", Clocks.class);
        replace(Clock.class, "systemDefaultZone", "()", Clocks.class);
        replace(Clock.class, "system", "(Ljava/time/ZoneId;)", Clocks.class);
        replace(Clock.class, "tickMillis", "(Ljava/time/ZoneId;)", Clocks.class);
        replace(Clock.class, "tickSeconds", "(Ljava/time/ZoneId;)", Clocks.class);
        replace(Clock.class, "tickMinutes", "(Ljava/time/ZoneId;)", Clocks.class);
        now(Instant.class);
        zonedNow(LocalDate.class);
        zonedNow(LocalTime.class);
        zonedNow(LocalDateTime.class);
        zonedNow(ZonedDateTime.class);
        zonedNow(OffsetDateTime.class);
        zonedNow(OffsetTime.class);
        zonedNow(Year.class);
        zonedNow(YearMonth.class);
        zonedNow(MonthDay.class);
        zonedNow(HijrahDate.class);
        zonedNow(JapaneseDate.class);
        zonedNow(MinguoDate.class);
        zonedNow(ThaiBuddhistDate.class);
    }

    private static void waits() {
        replace(Thread.class, "sleep", "(J)", Waits.class);
        replace(Thread.class, "sleep", "(JI)", Waits.class);
        replace(Thread.class, "sleep", "(Ljava/time/Duration;)", Waits.class);
        replace(Thread.class, "join", "(J)", Waits.class);
        replace(Thread.class, "join", "(JI)", Waits.class);
        replace(Object.class, "wait", "(J)", Waits.class);
        replace(Object.class, "wait", "(JI)", Waits.class);
        replace(TimeUnit.class, "sleep", "(J)", Waits.class);
        replace(TimeUnit.class, "timedWait", "(Ljava/lang/Object;J)", Waits.class);
        replace(TimeUnit.class, "timedJoin", "(Ljava/lang/Thread;J)", Waits.class);
        replace(LockSupport.class, "parkUntil", "(J)", Waits.class);
        replace(LockSupport.class, "parkUntil", "(Ljava/lang/Object;J)", Waits.class);
        replace(Condition.class, "awaitNanos", "(J)", Waits.class);
        replace(Condition.class, "awaitUntil", "(Ljava/util/Date;)", Waits.class);
        filter(LockSupport.class, "parkNanos", "(J)", "realNanos");
        filter(LockSupport.class, "parkNanos", "(Ljava/lang/Object;J)", "realNanos");
        filter(AbstractQueuedSynchronizer.class, "tryAcquireNanos", "(IJ)", "realNanos");
        filter(AbstractQueuedSynchronizer.class, "tryAcquireSharedNanos", "(IJ)", "realNanos");
        filter(AbstractQueuedLongSynchronizer.class, "tryAcquireNanos", "(JJ)", "realNanos");
        filter(AbstractQueuedLongSynchronizer.class, "tryAcquireSharedNanos", "(JJ)", "realNanos");
        filter(Selector.class, "select", "(J)", "realMillis");
        filter(Selector.class, "select", "(Ljava/util/function/Consumer;J)", "realMillis");
    }

    private static void timeouts() {
        timeout(BlockingQueue.class, "poll", "offer");
        timeout(BlockingDeque.class, "pollFirst", "pollLast", "offerFirst", "offerLast");
        timeout(TransferQueue.class, "tryTransfer");
        timeout(Lock.class, "tryLock");
        timeout(StampedLock.class, "tryReadLock", "tryWriteLock");
        timeout(Condition.class, "await");
        timeout(CountDownLatch.class, "await");
        timeout(CyclicBarrier.class, "await");
        timeout(Phaser.class, "awaitAdvanceInterruptibly");
        timeout(Semaphore.class, "tryAcquire");
        timeout(Exchanger.class, "exchange");
        timeout(Future.class, "get");
        timeout(CompletionService.class, "poll");
        timeout(CompletableFuture.class, "orTimeout", "completeOnTimeout", "delayedExecutor");
        timeout(ExecutorService.class, "awaitTermination", "invokeAll", "invokeAny");
        timeout(ForkJoinPool.class, "awaitQuiescence");
        timeout(SubmissionPublisher.class, "offer");
        timeout(Process.class, "waitFor");
        timeout(WatchService.class, "poll");
        timeout(AsynchronousSocketChannel.class, "read", "write");
        timeout(AsynchronousChannelGroup.class, "awaitTermination");
    }

    private static void schedulers() {
        timeout(ScheduledExecutorService.class, "schedule");
        replace(ScheduledExecutorService.class, "scheduleAtFixedRate", TIMEOUT, Schedules.class);
        replace(ScheduledExecutorService.class, "scheduleWithFixedDelay", TIMEOUT, Schedules.class);
        replace(Delayed.class, "getDelay", ANY, Schedules.class);
        replace(Timer.class, "schedule", ANY, Schedules.class);
        replace(Timer.class, "scheduleAtFixedRate", ANY, Schedules.class);
        replace(TimerTask.class, "scheduledExecutionTime", "()", Schedules.class);
    }

    private static void network() {
        replace(Socket.class, "connect", "(Ljava/net/SocketAddress;I)", Sockets.class);
        replace(Socket.class, "setSoTimeout", "(I)", Sockets.class);
        replace(Socket.class, "getSoTimeout", "()", Sockets.class);
        replace(InetAddress.class, "getByName", "(Ljava/lang/String;)", Names.class);
        replace(InetAddress.class, "getAllByName", "(Ljava/lang/String;)", Names.class);
        add(
                new Rule(
                        InetSocketAddress.class,
                        "<init>",
                        "(Ljava/lang/String;I)",
                        new Make(Names.class, "socketAddress")));
        replace(DriverManager.class, "setLoginTimeout", "(I)", Drivers.class);
        replace(DriverManager.class, "getLoginTimeout", "()", Drivers.class);
    }

    private static void leftAsTheyAre() {
        String date = "a date as data, not measured against a clock of this code";
        leave(Date.class, "<init>", "()", date);
        leave(GregorianCalendar.class, "<init>", ANY, date);
        leave(Calendar.class, "getInstance", ANY, date);
        leave(Chronology.class, "dateNow", ANY, date);
        String idle = "how long the JDK keeps an idle worker thread, no matter of connections";
        leave(ThreadPoolExecutor.class, "<init>", TIMEOUT, idle);
        leave(ThreadPoolExecutor.class, "setKeepAliveTime", ANY, idle);
        leave(ForkJoinPool.class, "<init>", TIMEOUT, idle);
        leave(TimeUnit.class, "convert", ANY, "arithmetic");
        leave(FileTime.class, "from", ANY, "arithmetic");
        leave(
                ReferenceQueue.class,
                "remove",
                "(J)",
                "waits for the garbage collector, not for time");
        leave(SSLSessionContext.class, "setSessionTimeout", ANY, "the JDK's own TLS session cache");
        leave(SSLSessionContext.class, "getSessionTimeout", ANY, "the JDK's own TLS session cache");
    }

    private static void replace(Class<?> owner, String name, String parameters, Class<?> runtime) {
        add(new Rule(owner, name, parameters, new Replace(runtime)));
    }

    private static void filter(Class<?> owner, String name, String parameters, String filter) {
        add(new Rule(owner, name, parameters, new FilterLast(filter)));
    }

    private static void timeout(Class<?> owner, String... names) {
        for (String name : names) {
            add(new Rule(owner, name, TIMEOUT, new RealTimeout()));
        }
    }

    private static void now(Class<?> type) {
        virtualNow(type, "", "systemDefaultZone");
        virtualNow(type, CLOCK, "virtual");
    }

    private static void zonedNow(Class<?> type) {
        now(type);
        virtualNow(type, "Ljava/time/ZoneId;", "system");
    }

    private static void virtualNow(Class<?> type, String parameter, String clock) {
        String parameters = "(" + parameter + ")";
        add(new Rule(type, "now", parameters, new VirtualNow(clock, parameters + CLOCK)));
    }

    private static void leave(Class<?> owner, String name, String parameters, String reason) {
        add(new Rule(owner, name, parameters, new Leave(reason)));
    }

    private static void add(Rule rule) {
        RULES.computeIfAbsent(rule.name(), name -> new ArrayList<>()).add(rule);
    }
}
