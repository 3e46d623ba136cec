package dev.poolproof.http.emulation;

import io.netty.handler.codec.http.HttpMethod;
import io.netty.handler.codec.http.HttpResponse;
import java.time.Duration;
import java.util.HashMap;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/** The origin's answers that nginx has in its cache, by target. Only used on the event loop. */
final class KeptAnswers {
    private final EmulatedCache settings;
    private final Map<String, KeptAnswer> answers = new HashMap<>();

    KeptAnswers(EmulatedCache settings) {
        this.settings = settings;
    }

    /** What is answered without the origin; null if the origin is asked. */
    @Nullable KeptAnswer find(ClientRequest request) {
        boolean mayBe = request.isHead() || request.head().method().equals(HttpMethod.GET);
        KeptAnswer answer = mayBe ? answers.get(request.head().uri()) : null;
        return answer == null || answer.untilNanos() - System.nanoTime() < 0 ? null : answer;
    }

    /** A copy of the answer that begins so; null if it is not to be kept. */
    @Nullable AnswerCopy copy(ClientRequest request, HttpResponse response) {
        String target = request.head().uri();
        Duration valid = settings.keeps(request.head().method(), response.status().code());
        return valid == null
                ? null
                : new AnswerCopy(response, valid, kept -> answers.put(target, kept));
    }
}
