package dev.poolproof.model.fault;

import static java.util.Objects.requireNonNull;

/**
 * Ends the connection at a step of its TLS handshake.
 *
 * @param at the step; it has come, and is not passed on
 * @param then how the connection is ended
 */
public record TlsHandshakeCut(TlsStep at, Ending then) implements TlsHandshakeFault {
    public TlsHandshakeCut {
        requireNonNull(at, "at");
        requireNonNull(then, "then");
    }
}
