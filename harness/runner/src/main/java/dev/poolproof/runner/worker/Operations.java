package dev.poolproof.runner.worker;

import dev.poolproof.runner.worker.Worker.Times;
import java.util.Map;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.atomic.AtomicLong;
import org.jspecify.annotations.Nullable;

/** The operations that a worker was asked for. Safe for use by several threads. */
final class Operations {
    private final Map<Long, Pending> pending = new ConcurrentHashMap<>();
    private final AtomicLong ids = new AtomicLong();

    /**
     * A new operation.
     *
     * @param times is told what the worker measured
     */
    Pending add(Times times) {
        Pending operation = new Pending(ids.incrementAndGet(), times, new CompletableFuture<>());
        pending.put(operation.id(), operation);
        return operation;
    }

    /** Forgets an operation; what is still reported of it is of no interest. */
    void remove(Pending operation) {
        pending.remove(operation.id());
    }

    /**
     * An operation has its connection.
     *
     * @throws IllegalArgumentException if the worker was not asked for it
     */
    void borrowed(Report.Borrowed report) {
        Pending operation = pending(report.id());
        if (operation != null) {
            operation.times().borrowed(nanos(report.millis()));
        }
    }

    /**
     * An operation has ended.
     *
     * @throws IllegalArgumentException if the worker was not asked for it
     */
    void ended(Report.Ended report) {
        Pending operation = pending(report.id());
        if (operation != null) {
            operation.times().ended(nanos(report.millis()));
            operation.end().complete(report);
        }
    }

    /** Ends all with {@code reason}. */
    void fail(WorkerException reason) {
        pending.values().forEach(operation -> operation.end().completeExceptionally(reason));
    }

    private static long nanos(double millis) {
        return Math.round(millis * 1e6);
    }

    /** One that was given up may still come back: then there is nobody to tell. */
    private @Nullable Pending pending(long id) {
        if (id < 1 || id > ids.get()) {
            throw new IllegalArgumentException("the worker was not asked for operation " + id);
        }
        return pending.get(id);
    }

    /**
     * An operation that has not ended.
     *
     * @param end completes with what the worker reports then
     */
    record Pending(long id, Times times, CompletableFuture<Report.Ended> end) {}
}
