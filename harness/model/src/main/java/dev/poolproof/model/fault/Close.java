package dev.poolproof.model.fault;

import static java.util.Objects.requireNonNull;

import dev.poolproof.model.TimeScale;

/**
 * Ends a connection as soon as the fault begins to act: {@link Scope#from} says when.
 *
 * @param then how it is ended, and what each side sees of it
 */
public record Close(Ending then) implements Fault {
    public Close {
        requireNonNull(then, "then");
    }

    @Override
    public Close scaled(TimeScale scale) {
        return this;
    }
}
