package dev.poolproof.proxy.handler;

import dev.poolproof.model.fault.Direction;
import dev.poolproof.model.fault.Scope;
import dev.poolproof.model.history.Side;
import java.util.random.RandomGenerator;

/**
 * Where on a connection a handler stands.
 *
 * @param hop the name of its hop
 * @param scope where the hop acts; drawn already for this connection
 * @param direction which way bytes go for the handler of a fault that acts on bytes: up or down;
 *     both for one of the whole connection
 */
record Place(String hop, Scope scope, Direction direction, Wire wire) {
    /** Whether what {@code from} sends goes the handler's way. */
    boolean isFrom(Side from) {
        return (direction != Direction.DOWNSTREAM && from == Side.CLIENT)
                || (direction != Direction.UPSTREAM && from == Side.SERVER);
    }

    /** What the handler draws from: another sequence for each direction of a hop. */
    RandomGenerator random() {
        return wire.random(hop + " " + direction);
    }

    /** Who sends what goes the handler's way; the direction must not be both. */
    Side sender() {
        return direction == Direction.UPSTREAM ? Side.CLIENT : Side.SERVER;
    }
}
