package dev.poolproof.model.fault;

import static dev.poolproof.model.Checks.notNegative;

import dev.poolproof.model.TimeScale;
import java.time.Duration;

/**
 * Throws away what one side sends, and ends the connection with FIN to both sides when {@code
 * timeout} has passed, under traffic too, or when the fault is taken off before; Toxiproxy's {@code
 * timeout}. A side that ends meanwhile is shown to the other at once. {@link Stall} stops bytes and
 * loses none.
 *
 * @param timeout counted from the fault's beginning to act, or its last change; zero for a
 *     connection that is never ended
 */
public record Timeout(@Default("0s") Duration timeout) implements StreamFault {
    public Timeout {
        notNegative("timeout", timeout);
    }

    @Override
    public Timeout scaled(TimeScale scale) {
        return new Timeout(scale.toWall(timeout));
    }
}
