package dev.poolproof.http.nginx;

/** How real an nginx is. */
public enum NginxFidelity {
    /** nginx of an image. */
    CONTAINER,
    /** nginx of this machine. */
    LOCAL,
    /** Not nginx, but what it was seen to do. */
    EMULATED
}
