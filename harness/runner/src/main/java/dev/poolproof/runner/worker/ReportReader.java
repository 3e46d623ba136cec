package dev.poolproof.runner.worker;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import dev.poolproof.model.Names;
import dev.poolproof.model.candidate.Artifact;
import dev.poolproof.model.history.Failure;
import dev.poolproof.runner.pool.PoolProfile;
import dev.poolproof.runner.pool.PoolTimer;
import dev.poolproof.runner.pool.TimerKind;
import dev.poolproof.runner.worker.WorkerException.Kind;
import java.time.Duration;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/** Reads the lines that workers write. */
final class ReportReader {
    private static final ObjectMapper JSON = new ObjectMapper();

    private ReportReader() {}

    /**
     * Reads one line.
     *
     * @throws IllegalArgumentException if it is no report; the message says what it is
     */
    static Report read(String line) {
        JsonNode node = parse(line);
        String report = text(node, "report");
        return switch (report) {
            case "ready" -> ready(node);
            case "unavailable" -> new Report.Declined(Kind.UNAVAILABLE, text(node, "reason"));
            case "refused" -> new Report.Declined(Kind.REFUSED, text(node, "reason"));
            case "borrowed" -> new Report.Borrowed(id(node), millis(node, "ms"));
            case "ended" -> new Report.Ended(id(node), millis(node, "ms"), failure(node));
            case "freezing" -> new Report.Freezing();
            case "pong" -> new Report.Pong();
            case "log" -> new Report.Log(text(node, "level"), text(node, "line"));
            default -> throw new IllegalArgumentException("there is no report \"" + report + '"');
        };
    }

    private static JsonNode parse(String line) {
        try {
            JsonNode node = JSON.readTree(line);
            if (node == null || !node.isObject()) {
                throw new IllegalArgumentException("it is no JSON object");
            }
            return node;
        } catch (JsonProcessingException e) {
            throw new IllegalArgumentException("it is no JSON", e);
        }
    }

    private static Report.Ready ready(JsonNode node) {
        if (node.path("protocol").asInt() != Command.PROTOCOL) {
            throw new IllegalArgumentException(
                    "protocol must be %d, was %s"
                            .formatted(Command.PROTOCOL, node.path("protocol")));
        }
        Map<String, String> effective = new LinkedHashMap<>();
        node.path("effective")
                .properties()
                .forEach(setting -> effective.put(setting.getKey(), setting.getValue().asText()));
        List<PoolTimer> timers = new ArrayList<>();
        node.path("timers").forEach(timer -> timers.add(timer(timer)));
        int poolSize = node.path("pool-size").asInt();
        if (poolSize < 1) {
            throw new IllegalArgumentException(
                    "pool-size must be 1 or more, was " + node.path("pool-size"));
        }
        return new Report.Ready(
                new WorkerProfile(
                        artifact(node, "pool"),
                        artifact(node, "driver"),
                        text(node, "runtime"),
                        new PoolProfile(poolSize, 0, effective, timers)));
    }

    private static PoolTimer timer(JsonNode node) {
        Duration latest = time(node, "ms");
        return new PoolTimer(
                text(node, "setting"),
                Names.parse(TimerKind.class, text(node, "kind")),
                node.has("earliest-ms") ? time(node, "earliest-ms") : latest,
                latest);
    }

    private static Duration time(JsonNode node, String key) {
        return Duration.ofNanos(Math.round(millis(node, key) * 1e6));
    }

    private static Artifact artifact(JsonNode node, String key) {
        JsonNode artifact = node.path(key);
        return new Artifact(text(artifact, "name"), text(artifact, "version"));
    }

    /** A code that is no SQLState belongs to what people search for: it is part of the message. */
    private static @Nullable Failure failure(JsonNode node) {
        JsonNode failure = node.path("failure");
        if (failure.isMissingNode() || failure.isNull()) {
            return null;
        }
        String message = text(failure, "message");
        String code = optional(failure, "code");
        List<String> causes = new ArrayList<>();
        failure.path("causes").forEach(cause -> causes.add(cause.asText()));
        return new Failure(
                text(failure, "name"),
                optional(failure, "sqlstate"),
                errorCode(failure.path("error")),
                code == null || message.contains(code) ? message : message + " [" + code + "]",
                causes);
    }

    private static int errorCode(JsonNode error) {
        if (!error.isMissingNode() && !error.isInt()) {
            throw new IllegalArgumentException("error must be a whole number, was " + error);
        }
        return error.asInt();
    }

    private static long id(JsonNode node) {
        JsonNode id = node.path("id");
        if (!id.isIntegralNumber()) {
            throw new IllegalArgumentException("id must be a whole number, was " + id);
        }
        return id.asLong();
    }

    private static double millis(JsonNode node, String key) {
        JsonNode millis = node.path(key);
        if (!millis.isNumber() || !(millis.asDouble() >= 0)) {
            throw new IllegalArgumentException(key + " must be a number from 0, was " + millis);
        }
        return millis.asDouble();
    }

    private static String text(JsonNode node, String key) {
        String text = optional(node, key);
        if (text == null) {
            throw new IllegalArgumentException(key + " must be a text, was " + node.path(key));
        }
        return text;
    }

    private static @Nullable String optional(JsonNode node, String key) {
        return node.path(key).isTextual() ? node.path(key).asText() : null;
    }
}
