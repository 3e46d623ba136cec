package dev.poolproof.runner;

import java.util.concurrent.CompletableFuture;

/** Ends what takes its time to end, and mostly waits, while the caller goes on. */
final class Closing {
    private Closing() {}

    /** Runs {@code close} on a thread of its own; completes when that is done, or as it fails. */
    static CompletableFuture<Void> begin(Runnable close) {
        return CompletableFuture.runAsync(
                close, task -> new Thread(task, "poolproof-closing").start());
    }
}
