package dev.poolproof.runner.setting;

import dev.poolproof.model.TimeScale;
import dev.poolproof.model.candidate.Candidate;
import dev.poolproof.model.scenario.Scenario;
import java.time.Duration;
import java.util.LinkedHashMap;
import java.util.Map;

/**
 * Times that a database server keeps for a session. The server counts by the wall's clock, so they
 * are divided before it is told.
 */
public final class SessionTimes {
    private SessionTimes() {}

    /**
     * Those of a cell, in wall time, by the server's own names: what the server is set to, unless
     * the client asks for something else.
     */
    public static Map<String, Duration> of(
            Scenario scenario, Candidate candidate, TimeScale scale) {
        Map<String, Duration> times = new LinkedHashMap<>(scenario.serverSettings().times());
        times.putAll(candidate.sessionSettings());
        times.replaceAll((name, time) -> scale.toWall(time));
        return times;
    }
}
