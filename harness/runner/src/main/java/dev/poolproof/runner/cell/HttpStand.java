package dev.poolproof.runner.cell;

import dev.poolproof.model.history.HistoryEvent.PoolOpened;
import dev.poolproof.runner.http.HttpService;
import dev.poolproof.runner.recording.HistoryRecorder;
import dev.poolproof.runner.workload.Instance;
import dev.poolproof.runner.workload.Stage;
import dev.poolproof.runner.workload.WriteLog;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Future;
import java.util.random.RandomGenerator;

/** An application of the cell's own with its nginx, and HTTP clients before it. */
record HttpStand(
        HttpEnvironment environment, CellPlan plan, HttpService service, HistoryRecorder recorder)
        implements Stand {
    @Override
    public Instance start() {
        return new HttpInstance(
                environment.clients().client(plan.candidate(), plan.timing().scale()),
                service.uri(),
                recorder);
    }

    @Override
    public PoolOpened opened() {
        return plan.opened(service.front(), recorder.clock());
    }

    @Override
    public Stage stage(ExecutorService threads, RandomGenerator random) {
        return new Stage(null, threads, random);
    }

    @Override
    public Future<?> begin(ExecutorService threads) {
        service.follow(threads);
        return service.repair(plan.candidate().repairedAfter(), threads);
    }

    @Override
    public void ended() throws InterruptedException {
        service.settle();
    }

    @Override
    public void cut() {
        service.close();
    }

    @Override
    public void audit(WriteLog writes) {
        // Requests leave nothing behind that could be looked for.
    }

    @Override
    public void close() {
        service.close();
    }
}
