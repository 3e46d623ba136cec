package dev.poolproof.runner.judge;

import static java.time.Duration.ofSeconds;
import static org.assertj.core.api.Assertions.assertThat;
import static org.junit.jupiter.params.provider.Arguments.argumentSet;

import dev.poolproof.model.history.Failure;
import dev.poolproof.model.history.History;
import dev.poolproof.model.scenario.Bound;
import dev.poolproof.model.scenario.Comparison;
import dev.poolproof.model.scenario.Symptom;
import java.util.List;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.Arguments;
import org.junit.jupiter.params.provider.MethodSource;

class SymptomsTest {
    private static final History HISTORY =
            new Play()
                    .failed(
                            1,
                            new Failure(
                                    "SQLTransientConnectionException",
                                    "08003",
                                    "Connection is not available, request timed out",
                                    List.of(
                                            "PSQLException[08006]: An I/O error occurred",
                                            "EOFException: null")))
                    .failed(2, new Failure("PSQLException", "57P01", "terminating", List.of()))
                    .logged(3, "WARN", "HikariPool - Failed to validate connection")
                    .ended(4);

    @ParameterizedTest
    @MethodSource("shown")
    void aSymptomShowsInTheExceptionOrItsCausesOrTheLog(Symptom symptom) {
        assertThat(Symptoms.shows(symptom, HISTORY)).isTrue();
    }

    static Stream<Arguments> shown() {
        return Stream.of(
                argumentSet("own SQLState", symptom("08003", null, null, null)),
                argumentSet("SQLState of a cause", symptom("08006", null, null, null)),
                argumentSet(
                        "own exception",
                        symptom(null, "SQLTransientConnectionException", null, null)),
                argumentSet("a cause with a SQLState", symptom(null, "PSQLException", null, null)),
                argumentSet("a cause without one", symptom(null, "EOFException", null, null)),
                argumentSet("own message", symptom(null, null, "request timed out", null)),
                argumentSet("message of a cause", symptom(null, null, "I/O error", null)),
                argumentSet("log", symptom(null, null, null, "Failed to validate")),
                argumentSet(
                        "all together",
                        symptom("08006", "EOFException", "not available", "Failed to validate")));
    }

    @ParameterizedTest
    @MethodSource("notShown")
    void aSymptomOfWhichAPartIsMissingDoesNotShow(@Nullable Symptom symptom) {
        assertThat(Symptoms.shows(symptom, HISTORY)).isFalse();
    }

    static Stream<Arguments> notShown() {
        return Stream.of(
                argumentSet("no symptom", (Symptom) null),
                argumentSet("another SQLState", symptom("08001", null, null, null)),
                argumentSet("half a SQLState", symptom("0800", null, null, null)),
                argumentSet("half an exception", symptom(null, "Exception", null, null)),
                argumentSet("another message", symptom(null, null, "refused", null)),
                argumentSet("another line", symptom(null, null, null, "Evicted")),
                argumentSet("the failure without the line", symptom("08003", null, null, "no")),
                argumentSet("the line without the failure", symptom("99999", null, null, "Failed")),
                argumentSet("parts of two failures", symptom("57P01", "EOFException", null, null)));
    }

    @Test
    void theNumberOfAnErrorIsThatOfTheExceptionOrOfACause() {
        History history =
                new Play()
                        .failed(
                                1,
                                new Failure("SQLException", "HY000", 1290, "read-only", List.of()))
                        .failed(
                                2,
                                new Failure(
                                        "SQLTransientConnectionException",
                                        "08004",
                                        "not available",
                                        List.of("SQLException[08004, error 1040]: Too many")))
                        .ended(4);

        assertThat(Symptoms.shows(numbered("HY000", 1290), history)).isTrue();
        assertThat(Symptoms.shows(numbered("08004", 1040), history)).isTrue();
        assertThat(Symptoms.shows(numbered(null, 104), history)).isFalse();
        assertThat(Symptoms.shows(numbered("08004", 1290), history)).isFalse();
    }

    private static Symptom numbered(@Nullable String sqlState, int error) {
        return new Symptom("as-deployed", sqlState, error, null, null, null, null, List.of());
    }

    @Test
    void anOperationThatTakesLongIsASymptomWhetherItFailsOrNot() {
        Symptom hangs =
                new Symptom(
                        "as-deployed",
                        null,
                        null,
                        null,
                        null,
                        new Bound.OfDuration(Comparison.GREATER, ofSeconds(60)));

        assertThat(Symptoms.shows(hangs, new Play().givenUp(10, ofSeconds(61)).ended(410)))
                .isTrue();
        assertThat(Symptoms.shows(hangs, new Play().givenUp(10, ofSeconds(60)).ended(410)))
                .isFalse();
    }

    @Test
    void aLineOfTheServersLogIsASymptomBesideTheFailure() {
        Symptom symptom =
                new Symptom(
                        "as-deployed",
                        "57P01",
                        null,
                        null,
                        null,
                        null,
                        null,
                        List.of("bad record mac"));
        Failure failure = new Failure("PSQLException", "57P01", "terminating", List.of());

        assertThat(
                        Symptoms.shows(
                                symptom,
                                new Play()
                                        .failed(2, failure)
                                        .serverLogged(2, "LOG: SSL error: bad record mac")
                                        .ended(410)))
                .isTrue();
        assertThat(
                        Symptoms.shows(
                                symptom,
                                new Play()
                                        .failed(2, failure)
                                        .logged(2, "WARN", "bad record mac")
                                        .ended(410)))
                .isFalse();
    }

    @Test
    void aSymptomDoesNotShowWhereNothingFailed() {
        assertThat(
                        Symptoms.shows(
                                symptom("08006", null, null, null), Play.undisturbed().ended(410)))
                .isFalse();
    }

    private static Symptom symptom(
            @Nullable String sqlState,
            @Nullable String exception,
            @Nullable String message,
            @Nullable String log) {
        return new Symptom("as-deployed", sqlState, exception, message, log);
    }
}
