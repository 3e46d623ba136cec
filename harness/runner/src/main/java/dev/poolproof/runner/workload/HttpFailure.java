package dev.poolproof.runner.workload;

import dev.poolproof.http.client.Answer;
import dev.poolproof.model.history.Failure;
import java.util.List;
import java.util.Locale;

/** An HTTP answer that is none of success, or is not whole, whether its client says so or not. */
final class HttpFailure extends Exception {
    private static final long serialVersionUID = 1;

    /** In place of an exception, where the client threw none. */
    private static final String SHORT = "SilentTruncation";

    private static final String STATUS = "HttpStatus";

    private final transient Failure failure;

    private HttpFailure(Failure failure) {
        super(failure.exception() + " " + failure.message());
        this.failure = failure;
    }

    /**
     * What is wrong with {@code answer}.
     *
     * @param whole bytes that its body should have
     * @throws HttpFailure unless nothing is
     */
    static void check(Answer answer, long whole) throws HttpFailure {
        Throwable thrown = answer.thrown();
        if (thrown != null) {
            Failure seen = Failures.of(thrown);
            throw new HttpFailure(
                    new Failure(
                            seen.exception(),
                            null,
                            seen.message()
                                    + (answer.status() == 0
                                            ? ""
                                            : " (" + words(answer, whole) + ")"),
                            seen.causes()));
        }
        if (answer.status() < 200 || answer.status() >= 300) {
            throw new HttpFailure(
                    new Failure(STATUS, null, Integer.toString(answer.status()), List.of()));
        }
        if (answer.bytes() != whole) {
            throw new HttpFailure(
                    new Failure(
                            SHORT, null, words(answer, whole) + ", and no exception", List.of()));
        }
    }

    /** {@code status 200, 167,799 of 524,288 bytes}. */
    private static String words(Answer answer, long whole) {
        return String.format(
                Locale.ROOT, "status %d, %,d of %,d bytes", answer.status(), answer.bytes(), whole);
    }

    /** What a history keeps of it. */
    Failure failure() {
        return failure;
    }
}
