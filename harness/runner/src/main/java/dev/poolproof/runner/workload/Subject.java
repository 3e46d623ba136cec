package dev.poolproof.runner.workload;

import dev.poolproof.http.client.HttpClientAdapter;
import dev.poolproof.runner.recording.HistoryRecorder;
import dev.poolproof.runner.worker.Worker;
import java.net.URI;
import java.time.Duration;
import javax.sql.DataSource;
import org.jspecify.annotations.Nullable;

/**
 * What carries out the operations of a workload: a pool in this JVM, a worker, or an HTTP client.
 */
public abstract sealed class Subject permits PoolSubject, WorkerSubject, HttpSubject {
    Subject() {}

    /** Takes its connections from {@code pool}. */
    public static Subject of(DataSource pool) {
        return new PoolSubject(pool);
    }

    /** Has everything done by {@code worker}; that it breaks goes to {@code recorder}. */
    public static Subject of(Worker worker, HistoryRecorder recorder) {
        return new WorkerSubject(worker, recorder);
    }

    /** Asks {@code service} through {@code client}; what came of it goes to {@code recorder}. */
    public static Subject of(HttpClientAdapter client, URI service, HistoryRecorder recorder) {
        return new HttpSubject(client, service, recorder);
    }

    /**
     * Does a task once.
     *
     * @param client which client of the workload asks, counted from 0
     * @throws Exception whatever an application would have caught
     */
    abstract void attempt(Task task, int client, Watch watch) throws Exception;

    /** Stops what is under test until the next {@link #attempt}. */
    abstract void freeze() throws InterruptedException;

    /** Takes down what an attempt spends its time on. */
    interface Watch {
        /** It waits for a connection from now on. */
        void waits();

        /**
         * It no longer waits for one.
         *
         * @param measured how long it did, in production time; {@code null} to go by this watch
         */
        void waited(@Nullable Duration measured);

        /**
         * It has ended.
         *
         * @param measured how long it took, in production time, where something else than this
         *     watch knows better
         */
        void took(Duration measured);
    }
}
