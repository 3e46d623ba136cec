package dev.poolproof.runner.worker;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.ObjectMapper;
import java.util.LinkedHashMap;
import java.util.Map;

/**
 * One line that a worker reads from its standard input.
 *
 * @param fields by their names in the protocol
 */
record Command(Map<String, Object> fields) {
    /** The version of the protocol. */
    static final int PROTOCOL = 1;

    private static final ObjectMapper JSON = new ObjectMapper();

    static Command run(long id, WorkerOrder order) {
        Map<String, Object> fields = new LinkedHashMap<>();
        fields.put("command", "run");
        fields.put("id", id);
        fields.put("client", order.client());
        fields.put("operation", order.operation());
        fields.put("writes", order.writes());
        fields.put("ms", order.lasts().toNanos() / 1e6);
        return new Command(fields);
    }

    static Command ping() {
        return new Command(Map.of("command", "ping"));
    }

    static Command freeze() {
        return new Command(Map.of("command", "freeze"));
    }

    /** Whether it is answered as soon as it is read, whatever the worker is doing. */
    boolean isAnsweredAtOnce() {
        return !"run".equals(fields.get("command"));
    }

    /** The line, without its end. */
    String line() {
        try {
            return JSON.writeValueAsString(fields);
        } catch (JsonProcessingException e) {
            throw new IllegalStateException(fields + " cannot be written as JSON", e);
        }
    }
}
