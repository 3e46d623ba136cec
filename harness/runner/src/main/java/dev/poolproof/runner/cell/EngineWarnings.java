package dev.poolproof.runner.cell;

import dev.poolproof.model.Durations;
import dev.poolproof.model.Names;
import dev.poolproof.model.candidate.Candidate;
import dev.poolproof.model.scenario.Engine;
import dev.poolproof.model.scenario.Scenario;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.regex.Pattern;

/** What of a cell makes no sense, or is not quite as in production, on its engine. */
final class EngineWarnings {
    /** SQLStates that PostgreSQL makes of its own, as 57P01 is. */
    private static final Pattern OF_POSTGRESQL = Pattern.compile("[0-9A-Z]{2}P[0-9A-Z]{2}");

    /** SQLStates that only MySQL's servers and drivers have. */
    private static final Pattern OF_MYSQL = Pattern.compile("08S01|HY.*|S1.*");

    private EngineWarnings() {}

    static List<String> of(Scenario scenario, Candidate candidate, Engine engine) {
        List<String> warnings = new ArrayList<>();
        if (candidate.retry() != null) {
            Pattern foreign = engine == Engine.POSTGRESQL ? OF_MYSQL : OF_POSTGRESQL;
            candidate.retry().on().stream()
                    .filter(state -> foreign.matcher(state).matches())
                    .map(
                            state ->
                                    "retry on "
                                            + state
                                            + ": no such SQLState comes from "
                                            + Names.of(engine))
                    .forEach(warnings::add);
        }
        if (scenario.pgBouncer() != null && !candidate.sessionSettings().isEmpty()) {
            warnings.add("session-settings: PgBouncer does not pass them on");
        }
        Duration probes = scenario.server().keepalive().idle();
        if (engine == Engine.MYSQL && scenario.lasts().compareTo(probes) > 0) {
            warnings.add(
                    "the server's own TCP keepalive of %s is not scaled: a session cannot set it"
                            .formatted(Durations.print(probes)));
        }
        return warnings;
    }
}
