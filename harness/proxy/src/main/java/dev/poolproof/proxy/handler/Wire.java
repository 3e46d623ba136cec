package dev.poolproof.proxy.handler;

import dev.poolproof.model.history.NetworkAction;
import dev.poolproof.model.history.Side;
import dev.poolproof.proxy.kernel.Discard;
import java.util.random.RandomGenerator;
import org.jspecify.annotations.Nullable;

/**
 * What a fault handler may ask of its connection. Only ever used on the connection's event loop.
 */
public interface Wire {
    /**
     * Puts an event into the history.
     *
     * @param bytes 0 where the action has no bytes
     */
    default void record(
            NetworkAction action, @Nullable Side side, @Nullable String hop, long bytes) {
        record(action, side, hop, bytes, null);
    }

    /**
     * Puts an event into the history.
     *
     * @param bytes 0 where the action has no bytes
     * @param detail what was drawn or decided, or why
     */
    void record(
            NetworkAction action,
            @Nullable Side side,
            @Nullable String hop,
            long bytes,
            @Nullable String detail);

    /**
     * What {@code hop} draws from on this connection: the same for the same seed of the proxy, the
     * same number of the connection, and the same name.
     */
    RandomGenerator random(String hop);

    /**
     * Looks for TCP keepalive probes now instead of at the next look; probes found have gone along
     * the path when this returns. Does nothing where probes cannot be seen.
     */
    void lookForKeepalive();

    /** Reads no more from {@code side} until {@link #resume} was called as often. */
    void pause(Side side);

    /** Takes one {@link #pause} back. */
    void resume(Side side);

    /** Counts the timers of the handlers. */
    Timers timers();

    /** Where handlers go on with what the client has sent, whose socket is closed. */
    Leftovers leftovers();

    /**
     * Makes the kernel discard unacknowledged some of what arrives from {@code from}, until it is
     * lifted.
     *
     * @param share above 0, at most 1
     * @return null if the kernel does not do so
     */
    @Nullable Discard discard(Side from, double share);

    /** Whether all that was passed on to {@code to} has been acknowledged by its kernel. */
    boolean isDelivered(Side to);

    /**
     * Does not connect to the server until {@link #releaseConnect} was called as often.
     *
     * @return false if it has been begun already, or the server is connected
     */
    boolean holdConnect();

    /** Takes one successful {@link #holdConnect} back. */
    void releaseConnect();
}
