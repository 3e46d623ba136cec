package dev.poolproof.model.fault;

import static java.util.Objects.requireNonNull;

import dev.poolproof.model.TimeScale;

/**
 * Accepts connections, and never connects to the server. With {@link Connections.First} or {@link
 * Connections.Next} the first few fail, and then all is well.
 *
 * @param then what the client meets. If it is silence, connections that still wait are connected to
 *     the server when the fault is removed, and what the client has sent goes on
 */
public record AcceptThen(AfterAccept then) implements ConnectFault {
    public AcceptThen {
        requireNonNull(then, "then");
    }

    @Override
    public AcceptThen scaled(TimeScale scale) {
        return this;
    }
}
