package dev.poolproof.proxy;

import dev.poolproof.model.history.NetworkAction;
import dev.poolproof.model.history.Side;
import org.jspecify.annotations.Nullable;

/** Counts what goes over one connection. Written on its event loop, read from any thread. */
final class Traffic {
    private final long openedNanos = System.nanoTime();
    private volatile long lastNanos = openedNanos;
    private volatile long fromClient;
    private volatile long fromServer;
    private volatile long keepalives;

    @SuppressWarnings("NonAtomicVolatileUpdate") // only one thread writes
    void note(NetworkAction action, @Nullable Side side, long bytes) {
        if (action == NetworkAction.BYTES) {
            lastNanos = System.nanoTime();
            if (side == Side.CLIENT) {
                fromClient += bytes;
            } else {
                fromServer += bytes;
            }
        } else if (action == NetworkAction.KEEPALIVE_SEEN) {
            keepalives++;
        }
    }

    /** Whether bytes have come from either side. */
    boolean isUsed() {
        return fromClient + fromServer > 0;
    }

    long openedNanos() {
        return openedNanos;
    }

    long lastNanos() {
        return lastNanos;
    }

    long fromClient() {
        return fromClient;
    }

    long fromServer() {
        return fromServer;
    }

    long keepalives() {
        return keepalives;
    }
}
