package dev.poolproof.model.fault;

import static dev.poolproof.model.Checks.notNegative;

import dev.poolproof.model.TimeScale;
import java.time.Duration;

/**
 * Stops what one side sends, and ends the connection with FIN to both sides when {@code timeout}
 * has passed, under traffic too; Toxiproxy's {@code timeout}. A side that ends meanwhile is shown
 * to the other at once, without the bytes that were stopped.
 *
 * <p>Where the fault is taken off before, the bytes go on and the connection lives; Toxiproxy has
 * lost the bytes by then and closes it.
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
