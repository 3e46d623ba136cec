package dev.poolproof.runner.cell;

import dev.poolproof.model.candidate.Candidate;
import dev.poolproof.model.candidate.WorkerProgram;
import dev.poolproof.model.history.HistoryEvent.PoolLogged;
import dev.poolproof.runner.database.Database;
import dev.poolproof.runner.recording.HistoryRecorder;
import dev.poolproof.runner.worker.Worker;
import dev.poolproof.runner.worker.WorkerException;
import dev.poolproof.runner.worker.WorkerRequest;
import dev.poolproof.runner.workload.Instance;
import dev.poolproof.runner.workload.Subject;
import java.net.InetSocketAddress;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/** A worker. */
record WorkerClient(Worker worker, HistoryRecorder recorder) implements Instance {
    private static final Pattern DATABASE = Pattern.compile("jdbc:[^/]+//[^/]+/(?<name>[^?]*).*");

    /**
     * Starts the worker of {@code candidate}.
     *
     * @param name by which the database tells its sessions from others
     */
    static WorkerClient open(
            WorkerProgram program,
            Candidate candidate,
            Database database,
            InetSocketAddress address,
            String table,
            String name,
            HistoryRecorder recorder)
            throws WorkerException, InterruptedException {
        WorkerRequest request =
                new WorkerRequest(
                        address,
                        databaseOf(
                                database.urlThrough(address, "jdbc:" + program.database(), name)),
                        database.credentials().user(),
                        database.credentials().password(),
                        program.database(),
                        table,
                        name,
                        candidate.settings(),
                        candidate.keepalive(),
                        recorder.clock().scale());
        return new WorkerClient(
                Worker.start(
                        program,
                        request,
                        (level, line) ->
                                recorder.add(new PoolLogged(recorder.clock().now(), level, line))),
                recorder);
    }

    @Override
    public Subject subject() {
        return Subject.of(worker, recorder);
    }

    @Override
    public void check() throws WorkerException, InterruptedException {
        worker.check();
    }

    @Override
    public void close() {
        worker.close();
    }

    private static String databaseOf(String url) {
        Matcher match = DATABASE.matcher(url);
        return match.matches() ? match.group("name") : "";
    }
}
