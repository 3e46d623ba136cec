package dev.poolproof.warp;

import java.net.URISyntaxException;
import java.nio.file.Path;

/** The jars that the tests find on their class path. */
final class TestJars {
    private TestJars() {}

    static Path hikari() {
        return jarOf(com.zaxxer.hikari.HikariDataSource.class);
    }

    static Path postgres() {
        return jarOf(org.postgresql.Driver.class);
    }

    static Path jarOf(Class<?> type) {
        try {
            return Path.of(type.getProtectionDomain().getCodeSource().getLocation().toURI());
        } catch (URISyntaxException e) {
            throw new IllegalStateException("no path: " + type, e);
        }
    }
}
