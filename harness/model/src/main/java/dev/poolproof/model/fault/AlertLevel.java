package dev.poolproof.model.fault;

/** How bad a TLS alert is said to be (RFC 5246, 7.2; TLS 1.3 goes by the description alone). */
public enum AlertLevel {
    WARNING(1),
    FATAL(2);

    private final int code;

    AlertLevel(int code) {
        this.code = code;
    }

    /** The number on the wire. */
    public int code() {
        return code;
    }
}
