package dev.poolproof.model.fault;

import static dev.poolproof.model.Checks.notNegative;

import dev.poolproof.model.TimeScale;
import java.time.Duration;

/**
 * Delays what passes; Toxiproxy's {@code latency}. Order is kept: nothing overtakes what came
 * before it.
 *
 * @param latency zero or longer
 * @param jitter the delay of each read is drawn evenly from {@code latency ± jitter}, and is never
 *     below zero; zero or longer
 */
public record Latency(Duration latency, @Default("0s") Duration jitter) implements StreamFault {
    public Latency {
        notNegative("latency", latency);
        notNegative("jitter", jitter);
    }

    @Override
    public Latency scaled(TimeScale scale) {
        return new Latency(scale.toWall(latency), scale.toWall(jitter));
    }
}
