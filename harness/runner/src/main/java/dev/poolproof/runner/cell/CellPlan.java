package dev.poolproof.runner.cell;

import dev.poolproof.model.TimeScale;
import dev.poolproof.model.candidate.Candidate;
import dev.poolproof.model.matrix.CellId;
import dev.poolproof.model.scenario.Scenario;
import dev.poolproof.runner.cell.ResolvedArtifacts.Pair;
import dev.poolproof.runner.driver.Drivers;
import dev.poolproof.runner.driver.JdbcDriver;
import dev.poolproof.runner.pool.PoolProfile;
import java.time.Duration;
import java.util.List;

/**
 * One cell, ready to be played.
 *
 * @param scenario as it is on one engine
 * @param candidate with the versions of pool and driver that will run
 * @param profile what the pool makes of the candidate's settings
 * @param warnings settings that the pool replaced, and others that do not act as written
 * @param timing how fast it may be played
 */
public record CellPlan(
        CellId id,
        Scenario scenario,
        Candidate candidate,
        PoolProfile profile,
        List<String> warnings,
        Timing timing) {
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
                new Timing(scale, timing.margin(), timing.limitedBy()));
    }

    /** The driver that it is played with. */
    public JdbcDriver driver() {
        return Drivers.named(Pair.of(candidate).driver().name());
    }

    /** The same cell without the incident: what its control plays. */
    public CellPlan undisturbed() {
        return new CellPlan(id, scenario.undisturbed(), candidate, profile, warnings, timing);
    }

    /** About how long it plays on the wall clock; for what is played first. */
    public Duration estimatedWall() {
        return timing.scale().toWall(scenario.lasts());
    }
}
