package dev.poolproof.runner.driver;

import dev.poolproof.model.TimeScale;
import dev.poolproof.model.candidate.Candidate;
import dev.poolproof.model.candidate.TcpKeepalive;
import dev.poolproof.model.scenario.ServerProfile;
import dev.poolproof.runner.database.Credentials;
import dev.poolproof.runner.setting.Setting;
import dev.poolproof.runner.setting.Settings;
import java.time.Duration;
import java.time.temporal.ChronoUnit;
import java.util.Map;
import java.util.Properties;
import java.util.Set;
import java.util.TreeMap;
import org.jspecify.annotations.Nullable;
import org.postgresql.PGProperty;

/** The PostgreSQL JDBC driver: its settings, and what it is given when a cell is played. */
public final class PostgresDriver {
    /** As candidates name it. */
    public static final String NAME = "postgresql";

    public static final String GROUP_ID = "org.postgresql";
    public static final String ARTIFACT_ID = "postgresql";
    public static final String CLASS_NAME = "org.postgresql.Driver";

    private static final String TCP_KEEP_ALIVE = PGProperty.TCP_KEEP_ALIVE.getName();

    /** Times, with the unit and the step that the driver's documentation gives. */
    private static final Map<String, Setting> TIMES =
            Map.of(
                    PGProperty.CONNECT_TIMEOUT.getName(), Setting.duration(ChronoUnit.SECONDS),
                    PGProperty.SOCKET_TIMEOUT.getName(), Setting.duration(ChronoUnit.SECONDS),
                    PGProperty.CANCEL_SIGNAL_TIMEOUT.getName(),
                            Setting.duration(ChronoUnit.SECONDS),
                    PGProperty.LOGIN_TIMEOUT.getName(),
                            Setting.duration(ChronoUnit.SECONDS, ChronoUnit.MILLIS),
                    PGProperty.SSL_RESPONSE_TIMEOUT.getName(), Setting.duration(ChronoUnit.MILLIS),
                    PGProperty.GSS_RESPONSE_TIMEOUT.getName(), Setting.duration(ChronoUnit.MILLIS),
                    PGProperty.HOST_RECHECK_SECONDS.getName(),
                            Setting.duration(ChronoUnit.SECONDS));

    /** What the harness itself sets. */
    private static final Set<PGProperty> OURS =
            Set.of(
                    PGProperty.USER,
                    PGProperty.PASSWORD,
                    PGProperty.PG_HOST,
                    PGProperty.PG_PORT,
                    PGProperty.PG_DBNAME,
                    PGProperty.APPLICATION_NAME,
                    PGProperty.OPTIONS,
                    PGProperty.SOCKET_FACTORY,
                    PGProperty.SOCKET_FACTORY_ARG);

    private PostgresDriver() {}

    /** The settings that a candidate may give it: its own properties. */
    public static Settings settings() {
        Map<String, Setting> known = new TreeMap<>();
        for (PGProperty property : PGProperty.values()) {
            if (!OURS.contains(property)) {
                known.put(property.getName(), setting(property));
            }
        }
        return new Settings(known);
    }

    private static Setting setting(PGProperty property) {
        Setting time = TIMES.get(property.getName());
        if (time != null) {
            return time;
        }
        String byDefault = property.getDefaultValue();
        return "true".equals(byDefault) || "false".equals(byDefault)
                ? Setting.flag()
                : Setting.text();
    }

    /**
     * Checks what the driver would silently undo.
     *
     * @throws IllegalArgumentException if a candidate sets keepalive times but not {@code
     *     tcpKeepAlive}: the driver switches SO_KEEPALIVE off after every socket factory
     */
    public static void check(Candidate candidate) {
        if (candidate.keepalive() != null
                && !"true".equals(candidate.driverSettings().get(TCP_KEEP_ALIVE))) {
            throw new IllegalArgumentException(
                    "keepalive is switched off by the driver unless driver.tcpKeepAlive is true");
        }
    }

    /**
     * TCP keepalive of a candidate's sockets in production; {@code null} if they have none. The
     * operating system's times apply where a candidate only says {@code tcpKeepAlive: true}.
     */
    public static @Nullable TcpKeepalive keepalive(Candidate candidate) {
        if (candidate.keepalive() != null) {
            return candidate.keepalive();
        }
        return "true".equals(candidate.driverSettings().get(TCP_KEEP_ALIVE))
                ? TcpKeepalive.LINUX_DEFAULT
                : null;
    }

    /**
     * What the driver is given. Its own settings stay as production has them; what the kernel and
     * the server count by real time is divided by {@code scale}.
     *
     * @param sessionTimes what the server is to keep for the session, in wall time
     */
    public static Properties connectionProperties(
            Candidate candidate,
            ServerProfile server,
            Map<String, Duration> sessionTimes,
            TimeScale scale,
            Credentials credentials,
            String applicationName) {
        Properties properties = new Properties();
        properties.putAll(settings().inOwnUnits(candidate.driverSettings()));
        TcpKeepalive keepalive = keepalive(candidate);
        if (keepalive != null) {
            PGProperty.SOCKET_FACTORY.set(properties, KeepaliveSocketFactory.class.getName());
            PGProperty.SOCKET_FACTORY_ARG.set(
                    properties, KeepaliveSocketFactory.argument(keepalive.scaled(scale)));
        }
        PGProperty.USER.set(properties, credentials.user());
        PGProperty.PASSWORD.set(properties, credentials.password());
        PGProperty.APPLICATION_NAME.set(properties, applicationName);
        PGProperty.OPTIONS.set(properties, options(server.keepalive().scaled(scale), sessionTimes));
        return properties;
    }

    private static String options(TcpKeepalive server, Map<String, Duration> sessionTimes) {
        StringBuilder options =
                new StringBuilder(
                        "-c tcp_keepalives_idle=%d -c tcp_keepalives_interval=%d -c tcp_keepalives_count=%d"
                                .formatted(
                                        server.idle().toSeconds(),
                                        server.interval().toSeconds(),
                                        server.count()));
        // Zero would switch the time off.
        sessionTimes.forEach(
                (name, time) ->
                        options.append(
                                " -c %s=%dms".formatted(name, Math.max(1, time.toMillis()))));
        return options.toString();
    }
}
