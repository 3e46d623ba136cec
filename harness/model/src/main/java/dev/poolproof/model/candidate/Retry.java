package dev.poolproof.model.candidate;

import static dev.poolproof.model.Checks.atLeast;
import static dev.poolproof.model.Checks.notNegative;

import java.time.Duration;
import java.util.List;

/**
 * How the application repeats an operation that failed.
 *
 * @param attempts how often the operation is tried in all; 2 or more
 * @param backoff wait between two attempts; zero or longer
 * @param on SQLStates that are worth another attempt, each whole or a prefix such as {@code 08};
 *     empty for every {@code SQLException}
 */
public record Retry(int attempts, Duration backoff, List<String> on) {
    public Retry {
        atLeast("attempts", 2, attempts);
        notNegative("backoff", backoff);
        on = List.copyOf(on);
    }
}
