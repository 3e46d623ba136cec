package dev.poolproof.model.fault;

import static dev.poolproof.model.Checks.positive;
import static java.util.Objects.requireNonNull;

import dev.poolproof.model.TimeScale;
import java.time.Duration;
import java.util.Set;

/**
 * Forgets a connection on which nothing has happened for {@code after}.
 *
 * @param after idle time; longer than zero
 * @param then what both sides see of it
 * @param refreshedBy what starts the idle time anew; at least one
 */
public record IdleDrop(Duration after, IdleAction then, Set<Activity> refreshedBy)
        implements TimedFault {
    public IdleDrop {
        positive("after", after);
        requireNonNull(then, "then");
        refreshedBy = Set.copyOf(refreshedBy);
        if (refreshedBy.isEmpty()) {
            throw new IllegalArgumentException("refreshed-by must name at least one activity");
        }
    }

    @Override
    public IdleDrop scaled(TimeScale scale) {
        return new IdleDrop(scale.toWall(after), then, refreshedBy);
    }
}
