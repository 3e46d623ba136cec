package dev.poolproof.runner.artifact;

/** An artifact under test cannot be had; the message says which and why. */
public final class ArtifactException extends Exception {
    private static final long serialVersionUID = 1;

    ArtifactException(String message, Throwable cause) {
        super(message, cause);
    }
}
