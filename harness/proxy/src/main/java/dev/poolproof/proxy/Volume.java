package dev.poolproof.proxy;

import dev.poolproof.model.history.Side;
import java.util.concurrent.atomic.LongAdder;

/** Counts the bytes of all connections of a proxy. Thread-safe. */
final class Volume {
    private final LongAdder fromClients = new LongAdder();
    private final LongAdder fromServers = new LongAdder();
    private final LongAdder toClients = new LongAdder();
    private final LongAdder toServers = new LongAdder();

    /** Bytes were read from {@code from}. */
    void received(Side from, long bytes) {
        (from == Side.CLIENT ? fromClients : fromServers).add(bytes);
    }

    /** The kernel has taken bytes for {@code to}. */
    void sent(Side to, long bytes) {
        (to == Side.CLIENT ? toClients : toServers).add(bytes);
    }

    long receivedFrom(Side side) {
        return (side == Side.CLIENT ? fromClients : fromServers).sum();
    }

    long sentTo(Side side) {
        return (side == Side.CLIENT ? toClients : toServers).sum();
    }
}
