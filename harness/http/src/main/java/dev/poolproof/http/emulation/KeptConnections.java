package dev.poolproof.http.emulation;

import java.util.ArrayDeque;
import java.util.Deque;
import org.jspecify.annotations.Nullable;

/**
 * The connections to the upstream that carry nothing. Like nginx it takes the one that was used
 * last, and gives up the one that was not used for longest where there are too many. Only used on
 * the event loop.
 */
final class KeptConnections {
    private final EmulatedUpstream settings;
    private final Deque<UpstreamHandler> idle = new ArrayDeque<>();

    KeptConnections(EmulatedUpstream settings) {
        this.settings = settings;
    }

    /** One of which no end has been heard of; null if there is none. */
    @Nullable UpstreamHandler take() {
        return idle.pollFirst();
    }

    /** Keeps one, if it may be kept after that many requests; whether it is. */
    boolean keep(UpstreamHandler connection, int requests) {
        if (settings.kept() == 0 || requests >= settings.requests()) {
            return false;
        }
        idle.addFirst(connection);
        if (idle.size() > settings.kept()) {
            idle.removeLast().close();
        }
        return true;
    }

    /** It has ended. */
    void forget(UpstreamHandler connection) {
        idle.remove(connection);
    }
}
