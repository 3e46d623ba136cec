package dev.poolproof.model.fault;

import dev.poolproof.model.TimeScale;

/**
 * A fault in the handshake of a TLS connection, which is not terminated. It knows by itself which
 * way it acts: the scope's stream says nothing. Put on a connection that has its handshake behind
 * it, or has no TLS, it does nothing, and the history says so.
 */
public sealed interface TlsHandshakeFault extends Fault permits TlsHandshakeCut, TlsMismatch {
    /** The fault itself: it has no times. */
    @Override
    default TlsHandshakeFault scaled(TimeScale scale) {
        return this;
    }
}
