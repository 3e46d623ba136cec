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
import dev.poolproof.runner.driver.mysql.KeepaliveSockets;
import dev.poolproof.runner.setting.Setting;
import dev.poolproof.runner.setting.Settings;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.Properties;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/**
 * MySQL Connector/J. It is under the GPL and never on our own class path, so its class names stand
 * here as texts, and its properties in a file that a test holds against the driver.
 */
final class MysqlDriver implements JdbcDriver {
    private static final String PACKAGE = MysqlDriver.class.getPackageName() + ".mysql.";
    private static final String SOCKETS = PACKAGE + "KeepaliveSockets";
    private static final String CLEANUP = "com.mysql.cj.jdbc.AbandonedConnectionCleanupThread";
    private static final String TCP_KEEP_ALIVE = "tcpKeepAlive";
    private static final String ATTRIBUTES = "connectionAttributes";

    /** Its values reach the server, whose clock is the wall's. */
    private static final Set<String> TOLD_TO_THE_SERVER =
            Set.of("sessionVariables", "netTimeoutForStreamingResults");

    /** What the harness itself sets. */
    private static final Set<String> OURS = Set.of("user", "password", "socketFactory");

    private final Settings settings = new Settings(known());

    private static Map<String, Setting> known() {
        Map<String, Setting> known = NamedKinds.read("connector-j.properties");
        known.keySet().removeAll(OURS);
        return known;
    }

    @Override
    public String name() {
        return "mysql";
    }

    @Override
    public Engine engine() {
        return Engine.MYSQL;
    }

    @Override
    public String scheme() {
        return "jdbc:mysql";
    }

    @Override
    public MavenCoordinates coordinates(String version) {
        return new MavenCoordinates("com.mysql", "mysql-connector-j", version);
    }

    @Override
    public String className() {
        return "com.mysql.cj.jdbc.Driver";
    }

    @Override
    public List<String> ownPackages() {
        return List.of(PACKAGE);
    }

    @Override
    public Settings settings() {
        return settings;
    }

    @Override
    public void check(Candidate candidate) {
        KeepaliveSettings.checkNotOff(candidate, TCP_KEEP_ALIVE);
    }

    @Override
    public List<String> warnings(Candidate candidate) {
        return ServerSettings.warnings(candidate, TOLD_TO_THE_SERVER);
    }

    /** {@code tcpKeepAlive} is true where nothing is said. */
    @Override
    public @Nullable TcpKeepalive keepalive(Candidate candidate) {
        return KeepaliveSettings.unlessOff(candidate, TCP_KEEP_ALIVE);
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
        // Of itself it tells the standard error stream of each host that it cannot reach.
        properties.putIfAbsent("logger", "NullLogger");
        TcpKeepalive keepalive = keepalive(candidate);
        if (keepalive != null) {
            properties.setProperty("socketFactory", SOCKETS);
            String times =
                    KeepaliveSockets.ATTRIBUTE
                            + ":"
                            + KeepaliveSocketFactory.argument(keepalive.scaled(scale));
            properties.merge(ATTRIBUTES, times, (theirs, ours) -> theirs + "," + ours);
        }
        return properties;
    }

    @Override
    public Properties tlsProperties(Map<String, String> own, Tls tls, ServerFiles files) {
        Properties properties = new Properties();
        properties.setProperty(
                "sslMode",
                switch (tls) {
                    case OFF -> "DISABLED";
                    case REQUIRED -> "VERIFY_IDENTITY";
                });
        properties.setProperty(
                "trustCertificateKeyStoreUrl", files.trustStore().toUri().toString());
        properties.setProperty("trustCertificateKeyStoreType", "PKCS12");
        properties.setProperty("trustCertificateKeyStorePassword", ServerFiles.PASSWORD);
        properties.keySet().removeAll(own.keySet());
        return properties;
    }

    /** Its clean-up thread would keep the loader for as long as the JVM runs. */
    @Override
    public void release(ClassLoader loader) {
        try {
            Class.forName(CLEANUP, true, loader).getMethod("uncheckedShutdown").invoke(null);
        } catch (ReflectiveOperationException e) {
            throw new IllegalStateException(CLEANUP + " cannot be ended", e);
        }
    }
}
