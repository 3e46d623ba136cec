package dev.poolproof.runner.driver;

import dev.poolproof.model.TimeScale;
import dev.poolproof.model.candidate.Candidate;
import dev.poolproof.model.candidate.TcpKeepalive;
import dev.poolproof.model.scenario.Engine;
import dev.poolproof.model.scenario.ServerProfile;
import dev.poolproof.model.scenario.Tls;
import dev.poolproof.runner.artifact.MavenCoordinates;
import dev.poolproof.runner.database.Credentials;
import dev.poolproof.runner.database.ServerFiles;
import dev.poolproof.runner.setting.Setting;
import dev.poolproof.runner.setting.Settings;
import java.time.Duration;
import java.time.temporal.ChronoUnit;
import java.util.List;
import java.util.Map;
import java.util.Properties;
import java.util.Set;
import java.util.TreeMap;
import org.jspecify.annotations.Nullable;
import org.postgresql.PGProperty;

/** The PostgreSQL JDBC driver, pgjdbc. */
final class PostgresDriver implements JdbcDriver {
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

    private final Settings settings = new Settings(known());

    private static Map<String, Setting> known() {
        Map<String, Setting> known = new TreeMap<>();
        for (PGProperty property : PGProperty.values()) {
            if (!OURS.contains(property)) {
                known.put(property.getName(), setting(property));
            }
        }
        return known;
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

    @Override
    public String name() {
        return "postgresql";
    }

    @Override
    public Engine engine() {
        return Engine.POSTGRESQL;
    }

    @Override
    public String scheme() {
        return "jdbc:postgresql";
    }

    @Override
    public MavenCoordinates coordinates(String version) {
        return new MavenCoordinates("org.postgresql", "postgresql", version);
    }

    @Override
    public String className() {
        return "org.postgresql.Driver";
    }

    @Override
    public List<String> ownPackages() {
        return List.of();
    }

    @Override
    public Settings settings() {
        return settings;
    }

    /** The driver switches SO_KEEPALIVE off after every socket factory, unless told otherwise. */
    @Override
    public void check(Candidate candidate) {
        if (candidate.keepalive() != null
                && !"true".equals(candidate.driverSettings().get(TCP_KEEP_ALIVE))) {
            throw new IllegalArgumentException(
                    "keepalive is switched off by the driver unless driver.tcpKeepAlive is true");
        }
    }

    @Override
    public List<String> warnings(Candidate candidate) {
        return List.of();
    }

    @Override
    public @Nullable TcpKeepalive keepalive(Candidate candidate) {
        if (candidate.keepalive() != null) {
            return candidate.keepalive();
        }
        return "true".equals(candidate.driverSettings().get(TCP_KEEP_ALIVE))
                ? TcpKeepalive.LINUX_DEFAULT
                : null;
    }

    @Override
    public Properties connectionProperties(
            Candidate candidate,
            ServerProfile server,
            Map<String, Duration> sessionTimes,
            TimeScale scale,
            Credentials credentials,
            String cell) {
        Properties properties = new Properties();
        properties.putAll(settings.inOwnUnits(candidate.driverSettings()));
        TcpKeepalive keepalive = keepalive(candidate);
        if (keepalive != null) {
            PGProperty.SOCKET_FACTORY.set(properties, KeepaliveSocketFactory.class.getName());
            PGProperty.SOCKET_FACTORY_ARG.set(
                    properties, KeepaliveSocketFactory.argument(keepalive.scaled(scale)));
        }
        PGProperty.USER.set(properties, credentials.user());
        PGProperty.PASSWORD.set(properties, credentials.password());
        PGProperty.APPLICATION_NAME.set(properties, cell);
        PGProperty.OPTIONS.set(properties, options(server.keepalive().scaled(scale), sessionTimes));
        return properties;
    }

    @Override
    public Properties tlsProperties(Map<String, String> own, Tls tls, ServerFiles files) {
        Properties properties = new Properties();
        properties.setProperty(
                PGProperty.SSL_MODE.getName(),
                switch (tls) {
                    case OFF -> "disable";
                    case REQUIRED -> "verify-full";
                });
        properties.setProperty(PGProperty.SSL_ROOT_CERT.getName(), files.root().toString());
        if (own.containsKey(PGProperty.SSL.getName())) {
            properties.remove(PGProperty.SSL_MODE.getName());
        }
        properties.keySet().removeAll(own.keySet());
        return properties;
    }

    @Override
    public void release(ClassLoader loader) {
        // Its threads end with its connections.
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
