package dev.poolproof.model.fault;

import static dev.poolproof.model.Checks.positive;
import static java.util.Objects.requireNonNull;

import dev.poolproof.model.TimeScale;
import java.time.Duration;

/**
 * Ends a connection on which the server has sent no byte for {@code after} although a request is
 * outstanding. A request is outstanding from the client's first byte after a byte of the server.
 *
 * @param after time without a byte from the server, counted from the later of the client's first
 *     unanswered byte and the server's last; longer than zero
 * @param then how the connection is ended
 */
public record ResponseTimeout(Duration after, Ending then) implements TimedFault {
    public ResponseTimeout {
        positive("after", after);
        requireNonNull(then, "then");
    }

    @Override
    public ResponseTimeout scaled(TimeScale scale) {
        return new ResponseTimeout(scale.toWall(after), then);
    }
}
