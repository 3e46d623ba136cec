package dev.poolproof.control;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import org.jspecify.annotations.Nullable;

/**
 * What a client is answered.
 *
 * @param contentType null for none
 */
record Answer(int status, @Nullable String contentType, String body) {
    private static final String JSON = "application/json";
    private static final String TEXT = "text/plain; charset=utf-8";

    static Answer json(int status, JsonNode body) {
        return new Answer(status, JSON, Json.print(body));
    }

    /** Words, with a line's end as Go has it. */
    static Answer text(int status, String words) {
        return new Answer(status, TEXT, words + "\n");
    }

    static Answer empty(int status) {
        return new Answer(status, null, "");
    }

    /** As Toxiproxy answers: JSON, which Go's helper labels as text. */
    static Answer error(ApiError error) {
        return text(error.status(), Json.print(body(error)));
    }

    /** {@code {"error":...,"status":...}}. */
    static ObjectNode body(ApiError error) {
        return Json.object().put("error", error.getMessage()).put("status", error.status());
    }
}
