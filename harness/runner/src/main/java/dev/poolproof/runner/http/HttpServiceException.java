package dev.poolproof.runner.http;

/** What an HTTP cell is played against cannot be had; the message says why. */
public final class HttpServiceException extends Exception {
    private static final long serialVersionUID = 1;

    HttpServiceException(String message, Throwable cause) {
        super(message, cause);
    }
}
