package dev.poolproof.runner.file;

import dev.poolproof.model.candidate.Retry;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;

/** Reads how an application repeats what failed. */
final class RetryReader {
    private static final Pattern SQL_STATE = Pattern.compile("[0-9A-Z]{2}|[0-9A-Z]{5}");
    private static final String STATES = "[\"08\", 57P01]";
    private static final String EXAMPLE = "{ attempts: 3, backoff: 100ms }";

    private RetryReader() {}

    static @Nullable Retry read(Item item) {
        Block block = item.block(EXAMPLE);
        if (block == null) {
            return null;
        }
        block.allow(List.of("attempts", "backoff", "on"));
        Integer attempts = block.required("attempts", "3", RetryReader::attempts);
        Duration backoff = block.required("backoff", "100ms", Values::duration);
        List<String> on = block.optional("on", List.of(), RetryReader::states);
        return attempts == null || backoff == null || on == null
                ? null
                : new Retry(attempts, backoff, on);
    }

    private static @Nullable Integer attempts(Item item) {
        Integer attempts = Values.integer(item);
        if (attempts == null) {
            return null;
        }
        try {
            return new Retry(attempts, Duration.ZERO, List.of()).attempts();
        } catch (IllegalArgumentException e) {
            item.refused(e);
            return null;
        }
    }

    private static @Nullable List<String> states(Item item) {
        List<Item> items = item.list(STATES);
        if (items == null) {
            return null;
        }
        if (items.isEmpty()) {
            item.error("an empty list names no SQLState", STATES + ", or leave the key out");
            return null;
        }
        List<String> states = new ArrayList<>();
        for (Item each : items) {
            String text = each.text("an SQLState", "\"08\"");
            if (text != null && SQL_STATE.matcher(text).matches()) {
                states.add(text);
            } else if (text != null) {
                each.isNot(
                        "an SQLState of five characters, or its class of two", "\"08\" or 57P01");
            }
        }
        return states.size() == items.size() ? states : null;
    }
}
