package dev.poolproof.runner.workload;

import dev.poolproof.model.TimeScale;
import dev.poolproof.runner.recording.HistoryRecorder;
import dev.poolproof.runner.worker.Worker;
import dev.poolproof.runner.worker.WorkerException;
import dev.poolproof.runner.worker.WorkerFailure;
import dev.poolproof.runner.worker.WorkerOrder;

/** A worker, whose times are those that it measures itself. */
final class WorkerSubject extends Subject {
    private final Worker worker;
    private final HistoryRecorder recorder;

    WorkerSubject(Worker worker, HistoryRecorder recorder) {
        this.worker = worker;
        this.recorder = recorder;
    }

    @Override
    void attempt(Task task, int client, Watch watch)
            throws WorkerFailure, WorkerException, InterruptedException {
        TimeScale scale = recorder.clock().scale();
        watch.waits();
        try {
            worker.run(
                    new WorkerOrder(client, task.name(), task.writes(), scale.toWall(task.lasts())),
                    new Worker.Times() {
                        @Override
                        public void borrowed(long wallNanos) {
                            watch.waited(scale.toProduction(wallNanos));
                        }

                        @Override
                        public void ended(long wallNanos) {
                            watch.took(scale.toProduction(wallNanos));
                        }
                    });
        } catch (WorkerException e) {
            recorder.broke(String.valueOf(e.getMessage()));
            throw e;
        }
    }

    @Override
    void freeze() throws InterruptedException {
        try {
            worker.freeze();
        } catch (WorkerException e) {
            // There is nothing left to play with: the history says why.
            recorder.broke(String.valueOf(e.getMessage()));
        }
    }
}
