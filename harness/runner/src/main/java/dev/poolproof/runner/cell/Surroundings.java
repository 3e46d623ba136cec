package dev.poolproof.runner.cell;

import dev.poolproof.model.scenario.Scenario;
import dev.poolproof.runner.recording.JitterMeter;
import dev.poolproof.runner.recording.ProcessorMeter;
import java.util.List;
import java.util.concurrent.Semaphore;
import org.jspecify.annotations.Nullable;

/** What the cells of a run on one engine share. */
public sealed interface Surroundings permits CellEnvironment, HttpEnvironment {
    /** How late the machine is. */
    JitterMeter jitter();

    /** How busy the machine is. */
    ProcessorMeter processors();

    /** Permits to open what is under test. */
    Semaphore openings();

    /** From which every cell gets a generator of its own. */
    Seed seed();

    /** The server as the matrix shows it. */
    String label();

    /** The most connections that cells may hold at a time. */
    int connectionBudget();

    /** Why {@code plan} cannot be played here, in words; {@code null} if it can. */
    @Nullable String cannotPlay(CellPlan plan);

    /** What of {@code scenario} differs from the real thing here, as sentences. */
    List<String> shortcomings(Scenario scenario);
}
