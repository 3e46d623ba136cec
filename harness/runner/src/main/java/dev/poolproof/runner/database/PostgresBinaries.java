package dev.poolproof.runner.database;

import io.zonky.test.db.postgres.embedded.PgBinaryResolver;
import java.io.FileNotFoundException;
import java.io.IOException;
import java.io.InputStream;
import java.util.Locale;

/**
 * Finds the PostgreSQL binaries on the class path. The resolver that the library brings leaves a
 * script in the temporary directory when the JVM is killed; this one writes nothing.
 */
final class PostgresBinaries implements PgBinaryResolver {
    /** One for all, by which the library knows what it has unpacked already. */
    static final PostgresBinaries ALL = new PostgresBinaries();

    private PostgresBinaries() {}

    @Override
    public InputStream getPgBinary(String system, String machineHardware) throws IOException {
        String name =
                "/postgres-%s-%s.txz"
                        .formatted(system.toLowerCase(Locale.ROOT), architecture(machineHardware));
        InputStream binaries = PostgresBinaries.class.getResourceAsStream(name);
        if (binaries == null) {
            throw new FileNotFoundException(
                    "no PostgreSQL binaries for %s on %s are on the class path"
                            .formatted(system, machineHardware));
        }
        return binaries;
    }

    private static String architecture(String machineHardware) {
        return switch (machineHardware) {
            case "amd64" -> "x86_64";
            case "aarch64" -> "arm_64";
            default -> machineHardware;
        };
    }
}
