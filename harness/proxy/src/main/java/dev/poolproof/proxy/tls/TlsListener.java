package dev.poolproof.proxy.tls;

import dev.poolproof.model.fault.TlsStep;
import dev.poolproof.model.history.Side;

/** Is told, while a read is scanned, where in it TLS's records lie. */
public interface TlsListener {
    /**
     * A step of the handshake begins.
     *
     * @param at where in what its sender has sent; of a request that came in pieces the first has
     *     passed already
     */
    default void step(TlsStep step, long at) {}

    /**
     * A record begins.
     *
     * @param at where in what {@code from} has sent
     */
    default void begins(Side from, long at) {}

    /** A record's header is there whole. */
    default void payload(Side from, TlsRecord record) {}
}
