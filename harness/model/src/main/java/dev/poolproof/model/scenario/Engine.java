package dev.poolproof.model.scenario;

/** A family of database servers that speak the same protocol. */
public enum Engine {
    /** PostgreSQL. */
    POSTGRESQL,
    /** Servers with MySQL's protocol: MySQL and MariaDB. */
    MYSQL
}
