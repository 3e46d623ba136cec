package dev.poolproof.model.fault;

import static dev.poolproof.model.Checks.positive;
import static java.util.Objects.requireNonNull;

import dev.poolproof.model.TimeScale;
import java.time.Duration;

/**
 * Ends a connection when it is {@code after} old, under traffic too.
 *
 * @param after longer than zero; counted from the client's connect, or from when the fault was put
 *     on the path or began to act ({@link Scope#from}) if that was later
 * @param then how it is ended
 */
public record CutAfter(Duration after, Ending then) implements TimedFault {
    public CutAfter {
        positive("after", after);
        requireNonNull(then, "then");
    }

    @Override
    public CutAfter scaled(TimeScale scale) {
        return new CutAfter(scale.toWall(after), then);
    }
}
