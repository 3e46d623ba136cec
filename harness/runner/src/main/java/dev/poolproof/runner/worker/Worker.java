package dev.poolproof.runner.worker;

import dev.poolproof.model.candidate.WorkerProgram;
import dev.poolproof.runner.worker.Operations.Pending;
import dev.poolproof.runner.worker.WorkerException.Kind;
import java.io.IOException;
import java.time.Duration;
import java.util.concurrent.TimeUnit;
import java.util.function.BiConsumer;

/**
 * A worker that runs: one process, which carries out operations for any number of threads. It ends
 * with {@link #close}, with this JVM, and with the thread that started it.
 */
public final class Worker implements AutoCloseable {
    /** An event loop that is busy for longer than this is as good as dead. */
    private static final Duration SILENCE = Duration.ofSeconds(30);

    /** A worker that has not closed its pool by then is killed. */
    private static final long CLOSE_WALL_SECONDS = 3;

    private static final int LONGEST_LINE = 1 << 20;

    /** All are kept in the cell's history; a library that logs more than this drowns it. */
    private static final int MOST_LOG_LINES = 10_000;

    private final ProcessGroup group;
    private final ErrorTail errors;
    private final BiConsumer<String, String> log;
    private final Conversation conversation;
    private final Thread ender;

    /** Only the thread that reads counts. */
    private int logLines;

    private Worker(ProcessGroup group, BiConsumer<String, String> log, Duration silence) {
        this.group = group;
        this.errors = ErrorTail.of(group.process().getErrorStream());
        this.log = log;
        this.conversation = new Conversation(group, errors, silence.toNanos());
        this.ender = new Thread(group::kill, "poolproof-worker-ender");
    }

    /**
     * Starts a worker and waits until it takes commands. The calling thread must live as long as
     * the worker.
     *
     * @param log takes the lines that the worker's libraries log, each with its level
     * @throws WorkerException if it does not get as far; nothing of it runs then
     */
    public static Worker start(
            WorkerProgram program, WorkerRequest request, BiConsumer<String, String> log)
            throws WorkerException, InterruptedException {
        return start(program, request, log, SILENCE);
    }

    static Worker start(
            WorkerProgram program,
            WorkerRequest request,
            BiConsumer<String, String> log,
            Duration silence)
            throws WorkerException, InterruptedException {
        ProcessBuilder builder = new ProcessBuilder().directory(program.directory().toFile());
        // What is meant for other clients of PostgreSQL would reach this one too.
        builder.environment().keySet().removeIf(name -> name.startsWith("PG"));
        builder.environment().putAll(request.environment());
        Worker worker;
        try {
            worker =
                    new Worker(
                            ProcessGroup.start(builder, OwnJvm.in(program.command())),
                            log,
                            silence);
        } catch (IOException e) {
            throw unavailable(program, String.valueOf(e.getMessage()));
        }
        worker.begin(program);
        return worker;
    }

    private void begin(WorkerProgram program) throws WorkerException, InterruptedException {
        Runtime.getRuntime().addShutdownHook(ender);
        Thread reader = new Thread(this::read, "poolproof-worker-reports");
        reader.setDaemon(true);
        reader.start();
        boolean begun = false;
        try {
            conversation.send(Command.ping());
            conversation.await(conversation.ready());
            begun = true;
        } catch (WorkerException e) {
            throw e.kind() == Kind.UNAVAILABLE
                    ? unavailable(program, String.valueOf(e.getMessage()))
                    : e;
        } finally {
            if (!begun) {
                close();
            }
        }
    }

    private static WorkerException unavailable(WorkerProgram program, String reason) {
        return new WorkerException(
                Kind.UNAVAILABLE,
                "%s cannot run here: %s; %s".formatted(program.name(), reason, program.remedy()));
    }

    /** What the worker said of itself when it was ready. */
    public WorkerProfile profile() {
        return conversation.ready().join();
    }

    /**
     * Has an operation carried out, and waits until it has ended. Wakes a worker that is frozen.
     *
     * @param times is told, by another thread, what the worker measured
     * @throws WorkerFailure if the operation failed
     * @throws WorkerException if the worker did
     */
    public void run(WorkerOrder order, Times times)
            throws WorkerFailure, WorkerException, InterruptedException {
        Pending operation = conversation.operations().add(times);
        try {
            conversation.send(Command.run(operation.id(), order));
            Report.Ended end = conversation.await(operation.end());
            if (end.failure() != null) {
                throw new WorkerFailure(end.failure());
            }
        } finally {
            conversation.operations().remove(operation);
        }
    }

    /** Is told how long an operation took, by the worker's own clock. */
    public interface Times {
        /** It has a connection, after so many nanoseconds of wall time. */
        void borrowed(long wallNanos);

        /** It has ended, well or not, after so many nanoseconds of wall time. */
        void ended(long wallNanos);
    }

    /**
     * Waits until a worker that is not frozen has answered a ping.
     *
     * @throws WorkerException if it has broken, or falls silent
     */
    public void check() throws WorkerException, InterruptedException {
        conversation.check();
    }

    /**
     * Stops the worker, as a container is stopped between invocations: none of its timers runs
     * until the next {@link #run}, which waits for it when it wakes up.
     */
    public void freeze() throws WorkerException, InterruptedException {
        conversation.freeze();
    }

    /** Asks the worker to end; whether it does so in time, without an error. */
    boolean endsByItself() throws InterruptedException {
        conversation.end();
        return group.process().waitFor(CLOSE_WALL_SECONDS, TimeUnit.SECONDS)
                && group.process().exitValue() == 0;
    }

    /** Ends the worker: asks it to, and kills it if it does not. Does nothing the second time. */
    @Override
    public void close() {
        conversation.end();
        try {
            group.process().waitFor(CLOSE_WALL_SECONDS, TimeUnit.SECONDS);
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
        }
        group.kill();
        try {
            Runtime.getRuntime().removeShutdownHook(ender);
        } catch (IllegalStateException e) {
            // The JVM is ending already: the hook does what was done here.
            return;
        }
    }

    private void read() {
        Lines lines = new Lines(group.process().getInputStream(), LONGEST_LINE);
        try {
            for (String line = lines.next(); line != null; line = lines.next()) {
                take(line);
            }
            conversation.breakBy("it ended" + exit() + ", with " + errors.text());
        } catch (IOException e) {
            conversation.breakBy("its output cannot be read: " + e.getMessage());
        }
    }

    private void take(String line) {
        try {
            Report report = ReportReader.read(line);
            if (report instanceof Report.Log logged) {
                take(logged);
            }
            conversation.take(report);
        } catch (IllegalArgumentException e) {
            conversation.breakBy(
                    "it wrote \"%s\", which is no report: %s"
                            .formatted(
                                    line.substring(0, Math.min(200, line.length())),
                                    e.getMessage()));
        }
    }

    private void take(Report.Log logged) {
        if (logLines == MOST_LOG_LINES) {
            conversation.breakBy("it logged more than " + MOST_LOG_LINES + " lines");
            return;
        }
        logLines++;
        log.accept(logged.level(), logged.line());
    }

    private String exit() {
        try {
            return group.process().waitFor(1, TimeUnit.SECONDS)
                    ? " with code " + group.process().exitValue()
                    : "";
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            return "";
        }
    }
}
