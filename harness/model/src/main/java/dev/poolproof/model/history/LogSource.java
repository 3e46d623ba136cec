package dev.poolproof.model.history;

/** Who logged a line. */
public enum LogSource {
    /** The database. */
    DATABASE,
    /** nginx. */
    NGINX,
    /** The application behind nginx. */
    ORIGIN,
    /** An Application Load Balancer: what it did of its own accord. */
    ALB
}
