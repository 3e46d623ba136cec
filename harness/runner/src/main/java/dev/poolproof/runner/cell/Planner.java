package dev.poolproof.runner.cell;

import dev.poolproof.model.Durations;
import dev.poolproof.model.TimeScale;
import dev.poolproof.model.candidate.Candidate;
import dev.poolproof.model.matrix.CellId;
import dev.poolproof.model.scenario.Scenario;
import dev.poolproof.runner.cell.ResolvedArtifacts.Pair;
import dev.poolproof.runner.driver.Drivers;
import dev.poolproof.runner.driver.JdbcDriver;
import dev.poolproof.runner.http.HttpClients;
import dev.poolproof.runner.pool.PoolKind;
import dev.poolproof.runner.pool.PoolProfile;
import dev.poolproof.runner.setting.Settings;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Properties;

/** Plans the cells of a run. */
public final class Planner {
    private final ResolvedArtifacts artifacts;
    private final Workers workers;
    private final TimeScaleChooser chooser;

    /**
     * A planner for candidates whose {@code artifacts} were resolved, and whose {@code workers}
     * were introduced.
     */
    public Planner(ResolvedArtifacts artifacts, Workers workers, TimeScaleChooser chooser) {
        this.artifacts = artifacts;
        this.workers = workers;
        this.chooser = chooser;
    }

    /**
     * What the pool makes of a candidate's settings. The candidate has a driver.
     *
     * @throws IllegalArgumentException if the pool or the driver does not take them
     */
    public PoolProfile profile(Candidate candidate) {
        if (candidate.worker() != null) {
            return workers.profile(candidate);
        }
        if (HttpClients.isOne(candidate)) {
            return HttpProfiles.of(candidate);
        }
        JdbcDriver driver = driver(candidate);
        driver.check(candidate);
        return artifacts.profile(
                candidate,
                PoolRequests.of(candidate, "plan", driver.scheme() + "://plan/", new Properties()));
    }

    /**
     * Plans one cell.
     *
     * @param scenario as it is on the engine of the candidate's driver
     * @param database as the matrix shows it
     */
    public CellPlan plan(
            Scenario scenario, Candidate candidate, PoolProfile profile, String database) {
        Timing timing = timing(scenario, candidate, profile);
        return new CellPlan(
                new CellId(scenario.name(), candidate.name(), database),
                scenario,
                candidate,
                profile,
                HttpClients.isOne(candidate)
                        ? HttpProfiles.warnings(candidate, timing.scale())
                        : warnings(scenario, candidate, profile),
                timing,
                workers.cannotPlay(scenario, candidate));
    }

    private Timing timing(Scenario scenario, Candidate candidate, PoolProfile profile) {
        Timing chosen =
                chooser.choose(
                        scenario,
                        profile,
                        isPool(candidate)
                                ? driver(candidate).keepalive(candidate)
                                : candidate.keepalive());
        return HttpClients.isOne(candidate) && HttpProfiles.hasTimesOfItsOwn(candidate)
                ? new Timing(
                        TimeScale.REAL,
                        chosen.margin(),
                        candidate.pool().name() + " has times, and is the JDK's own")
                : chosen;
    }

    private static boolean isPool(Candidate candidate) {
        return candidate.worker() == null && !HttpClients.isOne(candidate);
    }

    private static JdbcDriver driver(Candidate candidate) {
        return Drivers.named(Pair.of(candidate).driver().name());
    }

    private List<String> warnings(Scenario scenario, Candidate candidate, PoolProfile profile) {
        List<String> warnings = new ArrayList<>(replaced(candidate, profile));
        warnings.addAll(TimeScaleChooser.races(scenario, profile));
        if (candidate.worker() != null) {
            return warnings;
        }
        warnings.addAll(artifacts.unknownTimingCalls(candidate));
        warnings.addAll(driver(candidate).warnings(candidate));
        warnings.addAll(EngineWarnings.of(scenario, candidate, driver(candidate).engine()));
        if (candidate.settings().containsKey("connectionInitSql")) {
            warnings.add(
                    "connectionInitSql reaches the server as it is: times in it are not scaled");
        }
        return warnings;
    }

    /** Settings that the pool silently replaced. */
    private static List<String> replaced(Candidate candidate, PoolProfile profile) {
        Settings settings =
                candidate.worker() == null
                        ? PoolKind.named(candidate.pool().name()).settings()
                        : Settings.asWritten(candidate.settings());
        List<String> replaced = new ArrayList<>();
        for (Map.Entry<String, String> wanted :
                settings.inOwnUnits(candidate.settings()).entrySet()) {
            String effective = profile.effective().get(wanted.getKey());
            if (effective != null && !effective.equals(wanted.getValue())) {
                replaced.add(
                        "%s: %s was asked for, %s made it %s"
                                .formatted(
                                        wanted.getKey(),
                                        candidate.settings().get(wanted.getKey()),
                                        candidate.pool(),
                                        settings.isTime(wanted.getKey())
                                                ? time(effective)
                                                : effective));
            }
        }
        return replaced;
    }

    private static String time(String millis) {
        Duration time = Duration.ofMillis(Long.parseLong(millis));
        return time.isZero() ? "0 (off)" : Durations.print(time);
    }
}
