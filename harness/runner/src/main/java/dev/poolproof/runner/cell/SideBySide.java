package dev.poolproof.runner.cell;

import java.util.Collection;
import java.util.List;
import java.util.concurrent.Callable;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;

/** What is done on several threads before a run's first cell is played. */
public final class SideBySide {
    private SideBySide() {}

    /**
     * Does all {@code tasks} on threads of their own; waits until they are done.
     *
     * @param atATime how many of them at a time, 1 or more
     * @throws IllegalStateException if one of them fails; its cause is the failure
     */
    public static void run(int atATime, Collection<Runnable> tasks) throws InterruptedException {
        List<Callable<Object>> calls = tasks.stream().map(Executors::callable).toList();
        ExecutorService threads = Executors.newFixedThreadPool(atATime);
        try {
            for (Future<Object> done : threads.invokeAll(calls)) {
                done.get();
            }
        } catch (ExecutionException e) {
            throw new IllegalStateException("what a run needs is not there", e.getCause());
        } finally {
            threads.shutdownNow();
        }
    }
}
