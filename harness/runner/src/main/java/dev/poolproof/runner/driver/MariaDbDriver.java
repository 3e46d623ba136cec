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
import java.lang.reflect.Method;
import java.time.Duration;
import java.time.temporal.ChronoUnit;
import java.util.List;
import java.util.Map;
import java.util.Properties;
import java.util.Set;
import java.util.TreeMap;
import org.jspecify.annotations.Nullable;
import org.mariadb.jdbc.Configuration;

/** MariaDB Connector/J. */
final class MariaDbDriver implements JdbcDriver {
    private static final String TCP_KEEP_ALIVE = "tcpKeepAlive";
    private static final String IDLE = "tcpKeepIdle";
    private static final String INTERVAL = "tcpKeepInterval";
    private static final String COUNT = "tcpKeepCount";

    /** Times, with the unit that the driver's documentation gives. */
    private static final Map<String, Setting> TIMES =
            Map.of(
                    "connectTimeout",
                    Setting.duration(ChronoUnit.MILLIS),
                    "socketTimeout",
                    Setting.duration(ChronoUnit.MILLIS),
                    "poolValidMinDelay",
                    Setting.duration(ChronoUnit.MILLIS),
                    "maxIdleTime",
                    Setting.duration(ChronoUnit.SECONDS),
                    IDLE,
                    Setting.duration(ChronoUnit.SECONDS),
                    INTERVAL,
                    Setting.duration(ChronoUnit.SECONDS));

    /** Its values reach the server, whose clock is the wall's. */
    private static final Set<String> TOLD_TO_THE_SERVER = Set.of("sessionVariables", "initSql");

    /** What the harness itself sets. */
    private static final Set<String> OURS =
            Set.of("user", "password", "database", "socketFactory", "pipe", "localSocket");

    private final Settings settings = new Settings(known());

    private static Map<String, Setting> known() {
        Map<String, Setting> known = new TreeMap<>();
        for (Method method : Configuration.Builder.class.getMethods()) {
            if (method.getReturnType() == Configuration.Builder.class
                    && method.getParameterCount() == 1
                    && !OURS.contains(method.getName())) {
                Setting setting = setting(method.getName(), method.getParameterTypes()[0]);
                if (setting != null) {
                    known.put(method.getName(), setting);
                }
            }
        }
        return known;
    }

    private static @Nullable Setting setting(String name, Class<?> type) {
        if (TIMES.containsKey(name)) {
            return TIMES.get(name);
        }
        if (type == Boolean.class) {
            return Setting.flag();
        }
        if (type == Integer.class) {
            return Setting.integer();
        }
        return type == String.class ? Setting.text() : null;
    }

    @Override
    public String name() {
        return "mariadb";
    }

    @Override
    public Engine engine() {
        return Engine.MYSQL;
    }

    @Override
    public String scheme() {
        return "jdbc:mariadb";
    }

    @Override
    public MavenCoordinates coordinates(String version) {
        return new MavenCoordinates("org.mariadb.jdbc", "mariadb-java-client", version);
    }

    @Override
    public String className() {
        return "org.mariadb.jdbc.Driver";
    }

    @Override
    public List<String> ownPackages() {
        return List.of();
    }

    @Override
    public Settings settings() {
        return settings;
    }

    @Override
    public void check(Candidate candidate) {
        KeepaliveSettings.checkNotOff(candidate, TCP_KEEP_ALIVE);
        for (String name : List.of(IDLE, INTERVAL, COUNT)) {
            if (candidate.keepalive() != null && candidate.driverSettings().containsKey(name)) {
                throw new IllegalArgumentException("keepalive and driver." + name + " say both");
            }
        }
    }

    @Override
    public List<String> warnings(Candidate candidate) {
        return ServerSettings.warnings(candidate, TOLD_TO_THE_SERVER);
    }

    /** {@code tcpKeepAlive} is true where nothing is said, and a time of 0 the system's own. */
    @Override
    public @Nullable TcpKeepalive keepalive(Candidate candidate) {
        TcpKeepalive keepalive = KeepaliveSettings.unlessOff(candidate, TCP_KEEP_ALIVE);
        if (keepalive == null || candidate.keepalive() != null) {
            return keepalive;
        }
        Map<String, String> own = settings.inOwnUnits(candidate.driverSettings());
        return new TcpKeepalive(
                Duration.ofSeconds(orElse(own.get(IDLE), keepalive.idle().toSeconds())),
                Duration.ofSeconds(orElse(own.get(INTERVAL), keepalive.interval().toSeconds())),
                Math.toIntExact(orElse(own.get(COUNT), keepalive.count())));
    }

    private static long orElse(@Nullable String given, long byDefault) {
        long value = given == null ? 0 : Long.parseLong(given);
        return value == 0 ? byDefault : value;
    }

    @Override
    public Properties connectionProperties(
            Candidate candidate,
            ServerProfile server,
            Map<String, Duration> sessionTimes,
            TimeScale scale,
            Credentials credentials,
            String cell) {
        Properties properties =
                ServerSettings.session(
                        settings.inOwnUnits(candidate.driverSettings()), credentials, sessionTimes);
        TcpKeepalive keepalive = keepalive(candidate);
        if (keepalive != null) {
            TcpKeepalive scaled = keepalive.scaled(scale);
            properties.setProperty(IDLE, String.valueOf(scaled.idle().toSeconds()));
            properties.setProperty(INTERVAL, String.valueOf(scaled.interval().toSeconds()));
            properties.setProperty(COUNT, String.valueOf(scaled.count()));
        }
        return properties;
    }

    @Override
    public Properties tlsProperties(Map<String, String> own, Tls tls, ServerFiles files) {
        Properties properties = new Properties();
        properties.setProperty(
                "sslMode",
                switch (tls) {
                    case OFF -> "disable";
                    case REQUIRED -> "verify-full";
                });
        properties.setProperty("serverSslCert", files.root().toString());
        properties.keySet().removeAll(own.keySet());
        return properties;
    }

    @Override
    public void release(ClassLoader loader) {
        // Its threads end with its connections.
    }
}
