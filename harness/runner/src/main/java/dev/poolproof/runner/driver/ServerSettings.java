package dev.poolproof.runner.driver;

import dev.poolproof.model.Durations;
import dev.poolproof.model.candidate.Candidate;
import dev.poolproof.runner.database.Credentials;
import java.math.BigDecimal;
import java.time.Duration;
import java.util.Collection;
import java.util.List;
import java.util.Map;
import java.util.Properties;

/** Settings of drivers that reach the server as SQL. */
final class ServerSettings {
    private static final String SESSION_VARIABLES = "sessionVariables";

    /** MySQL's, in milliseconds; MariaDB's {@code max_statement_time} is in seconds. */
    private static final String MAX_EXECUTION_TIME = "max_execution_time";

    private ServerSettings() {}

    /** A warning for each of {@code names} that a candidate gives. */
    static List<String> warnings(Candidate candidate, Collection<String> names) {
        return candidate.driverSettings().keySet().stream()
                .filter(names::contains)
                .map(name -> name + " reaches the server as it is: times in it are not scaled")
                .toList();
    }

    /**
     * What every driver of MySQL's family is given: its own settings, who connects, and the times
     * of the session, which it tells the server.
     *
     * @param own settings as the driver reads them
     * @param sessionTimes by the names of the server's variables, in wall time
     */
    static Properties session(
            Map<String, String> own, Credentials credentials, Map<String, Duration> sessionTimes) {
        Properties properties = new Properties();
        properties.putAll(own);
        properties.setProperty("user", credentials.user());
        properties.setProperty("password", credentials.password());
        sessionTimes.forEach(
                (name, time) ->
                        properties.merge(
                                SESSION_VARIABLES,
                                assignment(name, time),
                                (theirs, ours) -> theirs + "," + ours));
        return properties;
    }

    /**
     * MySQL and MariaDB have different names for the longest that a statement may take. Each reads
     * the comment that is for it: MariaDB ignores those of MySQL 5.7, and only MariaDB reads {@code
     * M!}.
     */
    private static String assignment(String name, Duration time) {
        if (!name.equals(MAX_EXECUTION_TIME)) {
            return name + "=" + wholeSeconds(time);
        }
        long millis = Math.max(1, time.toMillis());
        return "/*!50708 %s=%d*//*M! max_statement_time=%s*/"
                .formatted(name, millis, BigDecimal.valueOf(millis, 3).toPlainString());
    }

    /** The server counts in whole seconds, and takes zero for no limit. */
    private static long wholeSeconds(Duration time) {
        return Math.max(1, Math.round(Durations.seconds(time)));
    }
}
