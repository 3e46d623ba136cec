package dev.poolproof.model.fault;

import static java.util.Objects.requireNonNull;

import dev.poolproof.model.TimeScale;

/**
 * Where a hop acts, and from when on.
 *
 * @param stream which way bytes must go for faults that act on bytes; for others it says nothing
 * @param toxicity the share of connections on which the hop acts, drawn for each from the proxy's
 *     seed; 0 to 1
 * @param connections which connections may be drawn
 * @param from from when on it acts on a connection
 */
public record Scope(Direction stream, double toxicity, Connections connections, Trigger from) {
    /** Everything from the server to the client, as Toxiproxy has it where nothing is said. */
    public static final Scope DEFAULT =
            new Scope(Direction.DOWNSTREAM, 1, new Connections.All(), Trigger.AT_ONCE);

    public Scope {
        requireNonNull(stream, "stream");
        requireNonNull(connections, "connections");
        requireNonNull(from, "from");
        if (!(toxicity >= 0 && toxicity <= 1)) {
            throw new IllegalArgumentException("toxicity must be from 0 to 1, was " + toxicity);
        }
    }

    /** The same scope for bytes that go this way. */
    public Scope stream(Direction changed) {
        return new Scope(changed, toxicity, connections, from);
    }

    /** The same scope for another share of connections, 0 to 1. */
    public Scope toxicity(double changed) {
        return new Scope(stream, changed, connections, from);
    }

    /** The same scope for other connections. */
    public Scope connections(Connections changed) {
        return new Scope(stream, toxicity, changed, from);
    }

    /** The same scope from another moment on. */
    public Scope from(Trigger changed) {
        return new Scope(stream, toxicity, connections, changed);
    }

    /** The same scope for a proxy whose clock runs at {@code scale}. */
    public Scope scaled(TimeScale scale) {
        return from(from.scaled(scale));
    }
}
