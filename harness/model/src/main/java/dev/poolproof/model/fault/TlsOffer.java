package dev.poolproof.model.fault;

/** What a ClientHello offers. */
public enum TlsOffer {
    /** The protocol's versions; SSL 3.0 alone is left, which nobody may accept (RFC 7568). */
    VERSION,
    /** The cipher suites; one is left that stands for none (RFC 8701). */
    CIPHER
}
