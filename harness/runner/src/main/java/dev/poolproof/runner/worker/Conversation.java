package dev.poolproof.runner.worker;

import dev.poolproof.runner.worker.WorkerException.Kind;
import java.io.IOException;
import java.io.OutputStream;
import java.nio.charset.StandardCharsets;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.TimeoutException;
import org.jspecify.annotations.Nullable;

/**
 * What is said to a worker, and whether it still answers. It answers everything it is told, in
 * time; one that does not, or says what nobody understands, is broken for good. Safe for use by
 * several threads.
 */
final class Conversation {
    /** Between two looks at whether a worker that owes an answer is still there. */
    private static final long LOOK_WALL_MILLIS = 1_000;

    /**
     * What is said within this time comes together with what wakes the worker: containers are woken
     * by an invocation each, and all of them live in one process.
     */
    private static final long GATHER_WALL_MILLIS = 20;

    /** A worker loads its libraries before it answers, and others do so beside it. */
    private static final long READY_WALL_NANOS = TimeUnit.SECONDS.toNanos(60);

    private final ProcessGroup group;
    private final ErrorTail errors;
    private final long silenceNanos;
    private final OutputStream commands;
    private final Operations operations = new Operations();
    private final CompletableFuture<WorkerProfile> ready = new CompletableFuture<>();
    private CompletableFuture<Boolean> freezing = new CompletableFuture<>();
    private CompletableFuture<Boolean> heard = new CompletableFuture<>();
    private State state = State.RUNNING;
    private @Nullable WorkerException broken;

    /** Since when it owes an answer to what is answered at once; {@code null} if it owes none. */
    private @Nullable Long owesSinceNanos;

    /**
     * @param silenceNanos how long a worker may leave a ping unanswered, in wall nanoseconds
     */
    Conversation(ProcessGroup group, ErrorTail errors, long silenceNanos) {
        this.group = group;
        this.errors = errors;
        this.silenceNanos = silenceNanos;
        this.commands = group.process().getOutputStream();
    }

    /** Whether commands may be answered. */
    private enum State {
        RUNNING,
        /** Told that it will be stopped: whatever it is told next wakes it. */
        FREEZING,
        /** Stopped. */
        FROZEN,
        /** Nobody listens any more. */
        OVER
    }

    /** What the worker says of itself once it takes commands. */
    CompletableFuture<WorkerProfile> ready() {
        return ready;
    }

    Operations operations() {
        return operations;
    }

    /** Says something; what waits for a worker that is stopped comes first when it wakes up. */
    synchronized void send(Command command) throws WorkerException, InterruptedException {
        throwIfBroken();
        write(command);
        long gatheredNanos = System.nanoTime() + TimeUnit.MILLISECONDS.toNanos(GATHER_WALL_MILLIS);
        while (state == State.FROZEN && System.nanoTime() < gatheredNanos) {
            wait(GATHER_WALL_MILLIS);
        }
        wake();
    }

    /** Stops the worker once it has said that it expects it. */
    void freeze() throws WorkerException, InterruptedException {
        CompletableFuture<Boolean> expected = new CompletableFuture<>();
        synchronized (this) {
            throwIfBroken();
            freezing = expected;
            state = State.FREEZING;
            write(Command.freeze());
        }
        await(expected);
        synchronized (this) {
            throwIfBroken();
            state = State.FROZEN;
            owesSinceNanos = null;
            if (!group.stop()) {
                breakBy("it could not be stopped");
            }
            throwIfBroken();
        }
    }

    /** Waits until the worker, unless it is stopped, has shown once more that it is alive. */
    void check() throws WorkerException, InterruptedException {
        CompletableFuture<Boolean> word = new CompletableFuture<>();
        synchronized (this) {
            throwIfBroken();
            if (state != State.RUNNING) {
                return;
            }
            heard = word;
            write(Command.ping());
        }
        await(word);
    }

    /** Lets the worker run and says nothing more. */
    synchronized void end() {
        wake();
        state = State.OVER;
        try {
            commands.close();
        } catch (IOException e) {
            // It no longer reads: then it has ended, or will be killed.
            return;
        }
    }

    /** Waits for an answer, for as long as the worker shows that it is alive. */
    <T> T await(CompletableFuture<T> answer) throws WorkerException, InterruptedException {
        while (true) {
            try {
                return answer.get(LOOK_WALL_MILLIS, TimeUnit.MILLISECONDS);
            } catch (TimeoutException e) {
                assureAlive();
            } catch (ExecutionException e) {
                if (e.getCause() instanceof WorkerException failure) {
                    throw failure;
                }
                throw new IllegalStateException("a worker's answer was lost", e);
            }
        }
    }

    /** Takes what the worker said. */
    void take(Report report) {
        CompletableFuture<Boolean> expected;
        CompletableFuture<Boolean> word;
        synchronized (this) {
            owesSinceNanos = null;
            expected = freezing;
            word = heard;
        }
        word.complete(true);
        if (report instanceof Report.Ready itself) {
            ready.complete(itself.profile());
        } else if (report instanceof Report.Declined declined) {
            ready.completeExceptionally(new WorkerException(declined.kind(), declined.reason()));
        } else if (report instanceof Report.Borrowed borrowed) {
            operations.borrowed(borrowed);
        } else if (report instanceof Report.Ended ended) {
            operations.ended(ended);
        } else if (report instanceof Report.Freezing) {
            expected.complete(true);
        }
    }

    /** Ends the conversation with the reason for which the worker is of no use any more. */
    synchronized void breakBy(String reason) {
        if (broken != null || state == State.OVER) {
            return;
        }
        broken = new WorkerException(Kind.BROKEN, "the worker is broken: " + reason);
        ready.completeExceptionally(broken);
        freezing.completeExceptionally(broken);
        heard.completeExceptionally(broken);
        operations.fail(broken);
    }

    private synchronized void assureAlive() throws WorkerException {
        throwIfBroken();
        long patience = ready.isDone() ? silenceNanos : READY_WALL_NANOS;
        if (owesSinceNanos != null && System.nanoTime() - owesSinceNanos > patience) {
            breakBy("it has fallen silent, with " + errors.text());
            throwIfBroken();
        }
        if (state == State.RUNNING && owesSinceNanos == null) {
            write(Command.ping());
        }
    }

    private void write(Command command) {
        if (command.isAnsweredAtOnce() && owesSinceNanos == null) {
            owesSinceNanos = System.nanoTime();
        }
        try {
            commands.write((command.line() + "\n").getBytes(StandardCharsets.UTF_8));
            commands.flush();
        } catch (IOException e) {
            // Nobody reads it: whoever reads the worker's output learns that it has ended.
            return;
        }
    }

    private void wake() {
        if (state == State.FROZEN && !group.resume()) {
            breakBy("it could not be woken up");
        }
        state = State.RUNNING;
    }

    private void throwIfBroken() throws WorkerException {
        if (broken != null) {
            throw broken;
        }
    }
}
