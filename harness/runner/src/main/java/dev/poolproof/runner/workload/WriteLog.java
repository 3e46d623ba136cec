package dev.poolproof.runner.workload;

import java.util.Map;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.atomic.AtomicLong;

/** The ids that a workload wrote, each with what the application was told of it. */
public final class WriteLog {
    private final AtomicLong last = new AtomicLong();
    private final Map<Long, Boolean> acknowledged = new ConcurrentHashMap<>();

    /** An id for a new write, not acknowledged yet. */
    long begin() {
        long id = last.incrementAndGet();
        acknowledged.put(id, false);
        return id;
    }

    /** The application was told that the write is done. */
    void acknowledge(long id) {
        acknowledged.put(id, true);
    }

    /** By id, whether the application was told that the write is done. */
    public Map<Long, Boolean> acknowledged() {
        return Map.copyOf(acknowledged);
    }
}
