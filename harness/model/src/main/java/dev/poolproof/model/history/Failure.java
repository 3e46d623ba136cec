package dev.poolproof.model.history;

import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * What the application saw when an operation failed.
 *
 * @param exception simple class name
 * @param sqlState SQLState of a {@code SQLException}; {@code null} if it has none
 * @param message as thrown
 * @param causes causes and chained exceptions, each {@code Class[sqlstate]: message}, nearest first
 */
public record Failure(
        String exception, @Nullable String sqlState, String message, List<String> causes) {
    public Failure {
        causes = List.copyOf(causes);
    }
}
