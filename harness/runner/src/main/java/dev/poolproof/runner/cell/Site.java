package dev.poolproof.runner.cell;

import dev.poolproof.model.fault.Hop;
import dev.poolproof.model.scenario.ClusterEvent;
import dev.poolproof.runner.database.Database;
import dev.poolproof.runner.path.OpenPath;
import dev.poolproof.runner.recording.HistoryRecorder;
import java.sql.SQLException;
import java.util.List;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Future;

/** Where one cell is played: its database, and the way there. */
interface Site extends AutoCloseable {
    /** Where its table is. */
    Database database();

    /**
     * Opens the way.
     *
     * @param path of the cell, in production time; none for a control
     * @throws SQLException if the cell's table is not there for all who will ask for it
     */
    OpenPath open(CellPlan plan, List<Hop> path, Visit visit) throws SQLException;

    /** The JDBC URL of the cell's connections; the way is open. */
    String url(CellPlan plan, OpenPath path, String cell);

    /** Tells of the cell's sessions where that can be done from the side, until {@link #forget}. */
    void watch(String cell, HistoryRecorder recorder);

    /** Ends {@link #watch}. */
    void forget(String cell);

    /**
     * Counts the cell's sessions now.
     *
     * @throws SQLException if the database cannot be asked
     */
    int sessions(String cell) throws SQLException, InterruptedException;

    /**
     * Lets {@code events} happen, counted from now.
     *
     * @return done when all has happened
     */
    Future<?> begin(List<ClusterEvent> events, HistoryRecorder recorder, ExecutorService threads);

    /**
     * One playing of a cell.
     *
     * @param name the cell's
     */
    record Visit(String name, HistoryRecorder recorder) {
        /** Hops as they are on the wall clock. */
        List<Hop> scaled(List<Hop> path) {
            return path.stream().map(hop -> hop.scaled(recorder.clock().scale())).toList();
        }
    }

    /** Lets go of what was the cell's alone. */
    @Override
    void close();
}
