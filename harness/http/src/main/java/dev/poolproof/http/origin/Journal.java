package dev.poolproof.http.origin;

import jakarta.servlet.http.HttpServletRequest;
import java.util.List;
import java.util.concurrent.CopyOnWriteArrayList;
import org.jspecify.annotations.Nullable;

/** What the servlets have served, in the order in which they were done with it. Thread-safe. */
final class Journal {
    private final List<Served> entries = new CopyOnWriteArrayList<>();

    void add(HttpServletRequest request, long bytes, @Nullable Exception exception) {
        String query = request.getQueryString();
        entries.add(
                new Served(
                        request.getMethod()
                                + " "
                                + request.getRequestURI()
                                + (query == null ? "" : "?" + query),
                        bytes,
                        exception == null ? null : text(exception)));
    }

    List<Served> entries() {
        return List.copyOf(entries);
    }

    /** As stack traces begin, without the package. */
    private static String text(Exception exception) {
        return exception.getClass().getSimpleName()
                + (exception.getMessage() == null ? "" : ": " + exception.getMessage());
    }
}
