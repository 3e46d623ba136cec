package dev.poolproof.model.fault;

import static dev.poolproof.model.Checks.notNegative;

import dev.poolproof.model.TimeScale;
import java.time.Duration;

/**
 * Breaks the connection with RST to both sides, some time after the next that one side sends;
 * Toxiproxy's {@code reset_peer}. An idle connection stays as it is. What was sent does not arrive:
 * both sides read "Connection reset", however long the connection was open before.
 *
 * @param timeout counted from the first byte or FIN that comes once the fault acts; zero to break
 *     the connection as soon as it comes
 */
public record ResetPeer(@Default("0s") Duration timeout) implements StreamFault {
    public ResetPeer {
        notNegative("timeout", timeout);
    }

    @Override
    public ResetPeer scaled(TimeScale scale) {
        return new ResetPeer(scale.toWall(timeout));
    }
}
