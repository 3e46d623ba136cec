package dev.poolproof.model.scenario;

/** Whether clients speak to the database through TLS where a candidate does not say so itself. */
public enum Tls {
    /** They do not, and do not ask for it. */
    OFF,
    /** They do, and check the server's certificate and name. */
    REQUIRED
}
