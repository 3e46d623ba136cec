package dev.poolproof.runner.cell;

import dev.poolproof.model.Names;
import dev.poolproof.model.TimeScale;
import dev.poolproof.model.candidate.Artifact;
import dev.poolproof.model.candidate.Candidate;
import dev.poolproof.model.candidate.WorkerProgram;
import dev.poolproof.model.history.HistoryEvent.PoolOpened;
import dev.poolproof.model.matrix.CellId;
import dev.poolproof.model.matrix.Verdict;
import dev.poolproof.model.scenario.Engine;
import dev.poolproof.model.scenario.Scenario;
import dev.poolproof.runner.cell.ResolvedArtifacts.Pair;
import dev.poolproof.runner.driver.Drivers;
import dev.poolproof.runner.driver.JdbcDriver;
import dev.poolproof.runner.pool.PoolProfile;
import dev.poolproof.runner.recording.CellClock;
import java.time.Duration;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * One cell, ready to be played.
 *
 * @param scenario as it is on one engine
 * @param candidate with the versions of pool and driver that will run
 * @param profile what the pool makes of the candidate's settings
 * @param warnings settings that the pool replaced, and others that do not act as written
 * @param timing how fast it may be played
 * @param cannotPlay why the candidate cannot play the scenario here; {@code null} if it can
 */
public record CellPlan(
        CellId id,
        Scenario scenario,
        Candidate candidate,
        PoolProfile profile,
        List<String> warnings,
        Timing timing,
        @Nullable String cannotPlay) {
    /** A cell that can be played. */
    public CellPlan(
            CellId id,
            Scenario scenario,
            Candidate candidate,
            PoolProfile profile,
            List<String> warnings,
            Timing timing) {
        this(id, scenario, candidate, profile, warnings, timing, null);
    }

    public CellPlan {
        warnings = List.copyOf(warnings);
    }

    /** The same cell at another time scale. */
    public CellPlan at(TimeScale scale) {
        return new CellPlan(
                id,
                scenario,
                candidate,
                profile,
                warnings,
                new Timing(scale, timing.margin(), timing.limitedBy()),
                cannotPlay);
    }

    /** How the scenario says that it comes out; {@code null} if it does not say. */
    public @Nullable Verdict recorded() {
        return scenario.outcomes().get(candidate.name());
    }

    /** The engine that it is played on. */
    public Engine engine() {
        if (scenario.http() != null) {
            return Engine.HTTP;
        }
        WorkerProgram worker = candidate.worker();
        return worker == null ? driver().engine() : Names.parse(Engine.class, worker.database());
    }

    /** The driver that it is played with; only for a pool in this JVM. */
    public JdbcDriver driver() {
        return Drivers.named(Pair.of(candidate).driver().name());
    }

    /** The same cell without the incident: what its control plays. */
    public CellPlan undisturbed() {
        return new CellPlan(
                id, scenario.undisturbed(), candidate, profile, warnings, timing, cannotPlay);
    }

    /**
     * Whether no other such cell of its engine may play at the same time: it wants all connections
     * that its server has, or has pools enough to want them of the server that all share.
     */
    public boolean runsAlone() {
        return scenario.serverSettings().maxConnections() != null || scenario.instances() > 1;
    }

    /**
     * Tells that its pool, or client, is open now.
     *
     * @param other what it was opened with, beside the pool itself
     */
    PoolOpened opened(Artifact other, CellClock clock) {
        return new PoolOpened(
                clock.now(),
                candidate.pool(),
                other,
                profile.size(),
                profile.effective(),
                warnings,
                clock.scale());
    }

    /**
     * About how long it may play on the wall clock, with one operation that is given up in the end;
     * for what is played first.
     */
    public Duration estimatedWall() {
        return timing.scale().toWall(scenario.lasts().plus(scenario.patience()));
    }
}
