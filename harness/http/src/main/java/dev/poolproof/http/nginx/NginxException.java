package dev.poolproof.http.nginx;

/**
 * nginx cannot be run here as asked; the message says why, in nginx's own words where it has any.
 */
public final class NginxException extends Exception {
    private static final long serialVersionUID = 1;

    /** For {@code message}. */
    public NginxException(String message) {
        super(message);
    }

    /** For {@code message} with its cause. */
    public NginxException(String message, Throwable cause) {
        super(message, cause);
    }
}
