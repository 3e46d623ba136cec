package dev.poolproof.proxy.handler;

import java.util.ArrayList;
import java.util.List;
import java.util.function.Consumer;

/**
 * What the hops of a connection hold of a client whose socket is closed. It goes on to the server
 * through those hops, as it would have.
 */
public final class Leftovers {
    private final Consumer<Object> server;
    private final List<LastingHandler> handlers = new ArrayList<>(); // from the server's end on
    private boolean over;

    /**
     * @param server takes what the last handler passes on
     */
    public Leftovers(Consumer<Object> server) {
        this.server = server;
    }

    /**
     * Has {@code handler} go on with what it holds. Called from the server's end of the path on, in
     * which order handlers leave a closed socket's pipeline.
     *
     * @return takes what the handler passes on
     */
    Consumer<Object> add(LastingHandler handler) {
        Consumer<Object> next =
                handlers.isEmpty() ? server : handlers.get(handlers.size() - 1)::inherit;
        handlers.add(handler);
        if (over) {
            handler.discard(); // the server's socket was closed first
        }
        return next;
    }

    /** Passes everything on at once. */
    public void release() {
        // From the client's end on, so that each comes to lie behind what the next one holds.
        for (int i = handlers.size() - 1; i >= 0; i--) {
            handlers.get(i).releaseLeftovers();
        }
    }

    /** Throws everything away, what is yet to come too. */
    public void discard() {
        over = true;
        handlers.forEach(LastingHandler::discard);
    }
}
