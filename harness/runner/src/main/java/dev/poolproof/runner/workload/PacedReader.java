package dev.poolproof.runner.workload;

import dev.poolproof.http.client.BodyReader;
import dev.poolproof.model.ByteSize;
import dev.poolproof.model.scenario.Pace;
import dev.poolproof.runner.recording.CellClock;
import java.time.Duration;
import org.jspecify.annotations.Nullable;

/** Reads one body at its pace. Used by the thread that asked for it. */
final class PacedReader implements BodyReader {
    private final Pace pace;
    private final CellClock clock;
    private @Nullable Duration began;

    PacedReader(Pace pace, CellClock clock) {
        this.pace = pace;
        this.clock = clock;
    }

    @Override
    public void received(long total) {
        if (pace.equals(Pace.FAST)) {
            return;
        }
        if (began == null) {
            began = clock.now();
        }
        try {
            clock.waitUntil(began.plus(pace.of(new ByteSize(total))));
        } catch (InterruptedException e) {
            // The cell is being closed: what is left is read without waiting.
            Thread.currentThread().interrupt();
        }
    }
}
