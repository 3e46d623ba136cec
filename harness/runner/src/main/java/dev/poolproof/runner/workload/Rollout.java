package dev.poolproof.runner.workload;

import dev.poolproof.model.history.Failure;
import dev.poolproof.model.history.HistoryEvent.OperationEnded;
import dev.poolproof.model.history.HistoryEvent.Provoked;
import dev.poolproof.model.history.Outcome;
import dev.poolproof.model.scenario.Phase;
import dev.poolproof.runner.recording.CellClock;
import dev.poolproof.runner.recording.HistoryRecorder;
import java.time.Duration;
import org.jspecify.annotations.Nullable;

/** Whoever starts and stops instances of the application, as one client of a phase. */
final class Rollout {
    private final Instances instances;
    private final HistoryRecorder recorder;
    private final CellClock clock;
    private final int phase;
    private final int client;
    private final Duration patience;

    /**
     * @param phase index of the phase
     * @param client its number
     * @param patience how long an instance that is to stop waits for its clients at most
     */
    Rollout(
            Instances instances,
            HistoryRecorder recorder,
            int phase,
            int client,
            Duration patience) {
        this.instances = instances;
        this.recorder = recorder;
        this.clock = recorder.clock();
        this.phase = phase;
        this.client = client;
        this.patience = patience;
    }

    /** Starts one instance after another. */
    void scaleOut(Phase.ScaleOut wanted) throws InterruptedException {
        start(wanted.instances(), wanted.every());
    }

    /** Replaces the oldest instances, or as many as new ones can be started for. */
    void update(Phase.RollingUpdate wanted) throws InterruptedException {
        int left = Math.min(wanted.instances(), instances.count());
        while (left > 0 && !clock.isStopped()) {
            int up = start(Math.min(left, wanted.maxSurge()), wanted.every());
            if (up == 0) {
                return;
            }
            for (int i = 0; i < up; i++) {
                instances.stopOldest(clock, patience);
            }
            left -= up;
        }
    }

    /** How many of them are up in the end. */
    private int start(int count, Duration every) throws InterruptedException {
        int up = 0;
        for (int i = 0; i < count && !clock.isStopped(); i++) {
            Duration began = clock.now();
            recorder.add(new Provoked(began, "an instance of the application was started"));
            Failure failure = start();
            up += failure == null ? 1 : 0;
            recorder.add(
                    new OperationEnded(
                            began,
                            phase,
                            client,
                            "start",
                            Duration.ZERO,
                            clock.now().minus(began),
                            1,
                            failure == null ? Outcome.SUCCEEDED : Outcome.FAILED,
                            failure));
            clock.waitUntil(began.plus(every));
        }
        return up;
    }

    /** Why one more does not start; {@code null} if it does. */
    private @Nullable Failure start() {
        try {
            instances.start();
            return null;
        } catch (RuntimeException | Error e) {
            // What would end the application before it has begun.
            return Failures.of(e);
        }
    }
}
