package dev.poolproof.model.fault;

import static dev.poolproof.model.Checks.atLeast;
import static java.util.Objects.requireNonNull;

import dev.poolproof.model.TimeScale;

/**
 * Ends a connection when exactly {@code bytes} have gone in the hop's direction. The receiver gets
 * these and no more; RST waits up to a second for them to be acknowledged.
 *
 * @param bytes 1 or more, counted from when the fault begins to act
 * @param then how it is ended
 */
public record CutAfterBytes(long bytes, Ending then) implements StreamFault {
    public CutAfterBytes {
        atLeast("bytes", 1, bytes);
        requireNonNull(then, "then");
    }

    @Override
    public CutAfterBytes scaled(TimeScale scale) {
        return this;
    }
}
