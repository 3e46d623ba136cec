package dev.poolproof.proxy;

import dev.poolproof.model.history.NetworkAction;
import dev.poolproof.model.history.Side;
import org.jspecify.annotations.Nullable;

/** Counts what goes over one connection. Only ever used on its event loop. */
final class Traffic {
    private final long openedNanos = System.nanoTime();
    private long lastNanos = openedNanos;
    private long fromClient;
    private long fromServer;
    private long keepalives;

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
