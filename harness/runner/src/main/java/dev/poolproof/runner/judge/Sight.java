package dev.poolproof.runner.judge;

import dev.poolproof.model.Durations;
import dev.poolproof.model.history.Failure;
import dev.poolproof.model.history.History;
import dev.poolproof.model.history.HistoryEvent.OperationEnded;
import dev.poolproof.model.history.Outcome;
import java.util.Optional;

/** What the application saw of an operation that failed, in words. */
final class Sight {
    private Sight() {}

    static Optional<OperationEnded> firstFailure(History history) {
        return history.all(OperationEnded.class).filter(Measurement::failed).findFirst();
    }

    static String of(OperationEnded operation) {
        if (operation.outcome() == Outcome.GIVEN_UP) {
            return "%s still waited after %s"
                    .formatted(operation.operation(), Durations.printRounded(operation.took()));
        }
        Failure failure = operation.failure();
        return failure == null ? operation.operation() : of(failure);
    }

    private static String of(Failure failure) {
        String state = failure.sqlState() == null ? "" : " [" + failure.sqlState() + "]";
        String cause =
                failure.causes().isEmpty() ? "" : " (" + oneLine(failure.causes().get(0)) + ")";
        return failure.exception() + state + " " + oneLine(failure.message()) + cause;
    }

    /** Drivers break their messages over lines. */
    static String oneLine(String text) {
        return text.replaceAll("\\s*\\R\\s*", " ");
    }
}
