package dev.poolproof.runner.cell;

import dev.poolproof.model.history.HistoryEvent.PoolOpened;
import dev.poolproof.runner.worker.WorkerException;
import dev.poolproof.runner.workload.Instance;
import dev.poolproof.runner.workload.Stage;
import dev.poolproof.runner.workload.WriteLog;
import java.sql.SQLException;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Future;
import java.util.random.RandomGenerator;

/** What a cell is played against: open, and this cell's alone. */
interface Stand extends AutoCloseable {
    /** Starts one instance of what is under test. */
    Instance start() throws WorkerException, InterruptedException;

    /** What has been opened. */
    PoolOpened opened();

    /** Where the workload is played. */
    Stage stage(ExecutorService threads, RandomGenerator random);

    /**
     * Lets happen what happens to a cell beside its workload, counted from now.
     *
     * @return done when all has happened
     */
    Future<?> begin(ExecutorService threads);

    /**
     * Asks what there is to be asked while all is still open; the workload has just ended.
     *
     * @throws SQLException if the database cannot be asked
     */
    void ended() throws SQLException, InterruptedException;

    /** Cuts off what the instances wait for, so that they close. */
    void cut();

    /**
     * Asks what there is to be asked once all instances are closed.
     *
     * @throws SQLException if the database cannot be asked
     */
    void audit(WriteLog writes) throws SQLException;

    /**
     * Closes it.
     *
     * @throws SQLException if the database does not let it
     */
    @Override
    void close() throws SQLException;
}
