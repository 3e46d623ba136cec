package dev.poolproof.model.fault;

import dev.poolproof.model.TimeScale;

/** Nobody listens: the client's connect fails at once with {@code ECONNREFUSED}. */
public record Refuse() implements ListenerFault {
    @Override
    public Refuse scaled(TimeScale scale) {
        return this;
    }
}
