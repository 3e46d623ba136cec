package dev.poolproof.model.fault;

import static java.util.Objects.requireNonNull;

/**
 * Rewrites what the client's ClientHello offers, so that the server, whatever it allows, finds
 * nothing that it knows and refuses with an alert of its own: {@code protocol_version} or {@code
 * handshake_failure}. It is what a client sees whose settings and the server's have nothing in
 * common.
 *
 * @param what what is rewritten
 */
public record TlsMismatch(TlsOffer what) implements TlsHandshakeFault {
    public TlsMismatch {
        requireNonNull(what, "what");
    }
}
