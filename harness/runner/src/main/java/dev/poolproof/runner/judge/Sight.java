package dev.poolproof.runner.judge;

import dev.poolproof.model.Durations;
import dev.poolproof.model.history.Failure;
import dev.poolproof.model.history.History;
import dev.poolproof.model.history.HistoryEvent.OperationEnded;
import dev.poolproof.model.history.Outcome;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Optional;
import java.util.stream.Collectors;

/** What the application saw of an operation that failed, in words. */
final class Sight {
    private Sight() {}

    static Optional<OperationEnded> firstFailure(History history) {
        return history.all(OperationEnded.class).filter(Measurement::failed).findFirst();
    }

    /** Failed operations by what was seen, those of the kind that was seen first before others. */
    static List<List<OperationEnded>> kindsOfFailure(History history) {
        return new ArrayList<>(
                history.all(OperationEnded.class)
                        .filter(Measurement::failed)
                        .collect(
                                Collectors.groupingBy(
                                        operation -> shape(of(operation)),
                                        LinkedHashMap::new,
                                        Collectors.toList()))
                        .values());
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
        String codes = failure.codes().isEmpty() ? "" : " " + failure.codes();
        String cause =
                failure.causes().isEmpty() ? "" : " (" + oneLine(failure.causes().get(0)) + ")";
        return failure.exception() + codes + " " + oneLine(failure.message()) + cause;
    }

    /** What is alike in lines that differ by a number or an object's identity. */
    static String shape(String line) {
        return line.replaceAll("@[0-9a-f]+|\\d+", "#");
    }

    /** Drivers break their messages over lines. */
    static String oneLine(String text) {
        return text.replaceAll("\\s*\\R\\s*", " ");
    }
}
