package dev.poolproof.control;

import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.function.Function;
import org.jspecify.annotations.Nullable;

/** Finds who answers a request by its path and method. */
final class Router {
    private final List<Route> routes = new ArrayList<>();

    /** One path with who answers it; any method if there is none. */
    private record Route(
            List<String> methods, List<String> pattern, Function<Request, Answer> handler) {
        /** What stands in the open places; null if the path is another. */
        @Nullable Map<String, String> match(List<String> path) {
            if (path.size() != pattern.size()) {
                return null;
            }
            Map<String, String> variables = new HashMap<>();
            for (int i = 0; i < path.size(); i++) {
                if (pattern.get(i).startsWith(":") && !path.get(i).isEmpty()) {
                    variables.put(pattern.get(i).substring(1), path.get(i));
                } else if (!pattern.get(i).equals(path.get(i))) {
                    return null;
                }
            }
            return variables;
        }
    }

    /**
     * Adds a route.
     *
     * @param pattern with {@code :name} for a place that is open
     * @param methods none for any
     */
    Router on(String pattern, Function<Request, Answer> handler, String... methods) {
        routes.add(new Route(List.of(methods), split(pattern), handler));
        return this;
    }

    /** What the one who is responsible answers; as gorilla/mux does if there is none. */
    Answer answer(Request request) {
        List<String> path = split(request.path());
        boolean known = false;
        for (Route route : routes) {
            Map<String, String> variables = route.match(path);
            if (variables == null) {
                continue;
            }
            if (route.methods().isEmpty() || route.methods().contains(request.method())) {
                return route.handler().apply(request.with(variables));
            }
            known = true;
        }
        return known ? Answer.empty(405) : Answer.text(404, "404 page not found");
    }

    private static List<String> split(String path) {
        return List.of(path.split("/", -1));
    }
}
