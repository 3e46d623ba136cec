package dev.poolproof.model.fault;

import static java.util.Objects.requireNonNull;

import dev.poolproof.model.TimeScale;
import dev.poolproof.model.history.Side;

/**
 * The host of one side has lost the connection without a word (RFC 9293, 3.5.1). Nothing of that
 * side gets through any more. The other side knows nothing until it sends, and is then answered
 * with RST; if the fault is removed before, the connection goes on.
 *
 * @param lost whose host
 */
public record HalfOpen(Side lost) implements Fault {
    public HalfOpen {
        requireNonNull(lost, "lost");
    }

    @Override
    public HalfOpen scaled(TimeScale scale) {
        return this;
    }
}
