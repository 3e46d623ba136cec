package dev.poolproof.model.scenario;

import java.util.List;

/** What a scenario is played against: a family of servers that speak the same protocol. */
public enum Engine {
    /** PostgreSQL. */
    POSTGRESQL,
    /** Servers with MySQL's protocol: MySQL and MariaDB. */
    MYSQL,
    /** An application behind nginx, for HTTP clients. */
    HTTP;

    /** Those that are databases. */
    public static final List<Engine> DATABASES = List.of(POSTGRESQL, MYSQL);

    /** What to throw where only databases can come. */
    public IllegalStateException isNoDatabase() {
        return new IllegalStateException(this + " is no database");
    }
}
