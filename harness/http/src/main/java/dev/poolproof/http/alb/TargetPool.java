package dev.poolproof.http.alb;

import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.Deque;
import org.jspecify.annotations.Nullable;

/**
 * The connections to the target that carry nothing. Requests of any client go over any of them; the
 * one that was used last is used next, which AWS does not say.
 */
final class TargetPool {
    private final Deque<TargetConnection> idle = new ArrayDeque<>();

    /** One that is open as far as is known here; null if there is none. */
    @Nullable TargetConnection take() {
        return idle.pollFirst();
    }

    void put(TargetConnection connection) {
        idle.addFirst(connection);
    }

    /** It was closed. */
    void forget(TargetConnection connection) {
        idle.remove(connection);
    }

    void closeAll(ConnectionEnd end) {
        new ArrayList<>(idle).forEach(connection -> connection.close(end));
        idle.clear();
    }
}
