package dev.poolproof.control;

import java.util.List;
import java.util.Map;

/**
 * What a client asks for.
 *
 * @param path decoded, without what follows a question mark
 * @param query what follows it
 * @param variables what stands in the places that the route leaves open
 */
record Request(
        String method,
        String path,
        Map<String, List<String>> query,
        Map<String, String> variables,
        String body) {
    /** What stands in the place of {@code name}, which the route must have. */
    String variable(String name) {
        String value = variables.get(name);
        if (value == null) {
            throw new IllegalStateException("no route of " + path + " has a place for " + name);
        }
        return value;
    }

    /** The first value of {@code name} in the query; {@code otherwise} if there is none. */
    String parameter(String name, String otherwise) {
        List<String> values = query.getOrDefault(name, List.of());
        return values.isEmpty() ? otherwise : values.get(0);
    }

    Request with(Map<String, String> found) {
        return new Request(method, path, query, found, body);
    }
}
