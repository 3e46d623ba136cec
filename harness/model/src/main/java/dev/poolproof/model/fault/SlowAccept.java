package dev.poolproof.model.fault;

import static dev.poolproof.model.Checks.notNegative;

import dev.poolproof.model.TimeScale;
import java.time.Duration;

/**
 * A server that takes its time to accept: the client's connect succeeds, as the kernel sees to
 * that, but it is connected to the server and read only {@code delay} later.
 *
 * @param delay counted from the client's connect; zero or longer
 */
public record SlowAccept(Duration delay) implements ConnectFault {
    public SlowAccept {
        notNegative("delay", delay);
    }

    @Override
    public SlowAccept scaled(TimeScale scale) {
        return new SlowAccept(scale.toWall(delay));
    }
}
