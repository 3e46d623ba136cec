package dev.poolproof.runner;

import static dev.poolproof.model.Checks.atLeast;

import dev.poolproof.model.TimeScale;
import dev.poolproof.runner.database.Credentials;
import org.jspecify.annotations.Nullable;

/**
 * What is to be run.
 *
 * @param files scenarios and candidates
 * @param selection which cells; the cell that must show a scenario's symptom is always run
 * @param fastest no cell is played faster than this
 * @param seed of every random decision
 * @param cellsAtOnce how many cells and controls play side by side; 1 or more
 * @param databaseUrl JDBC URL of the user's own database; {@code null} for the embedded one
 * @param credentials for the user's own database
 * @param repeat how the run was started
 */
public record RunRequest(
        RunFiles files,
        Selection selection,
        TimeScale fastest,
        long seed,
        int cellsAtOnce,
        @Nullable String databaseUrl,
        Credentials credentials,
        RepeatCommand repeat) {
    /** The time scale that no cell exceeds where nobody says otherwise. */
    public static final TimeScale DEFAULT_FASTEST = new TimeScale(60);

    /** The seed where nobody says otherwise: fixed, so that runs can be compared. */
    public static final long DEFAULT_SEED = 20261121;

    public RunRequest {
        atLeast("cells at once", 1, cellsAtOnce);
    }

    /** Cells mostly wait; this many keep the processors less than half busy. */
    public static int defaultCellsAtOnce() {
        return 28 * Runtime.getRuntime().availableProcessors();
    }

    /** The command that repeats the run. */
    public String command() {
        return repeat.run(this);
    }

    /** The command that repeats one cell of the run. */
    String command(String scenario, String candidate) {
        return repeat.cell(this, scenario, candidate);
    }
}
