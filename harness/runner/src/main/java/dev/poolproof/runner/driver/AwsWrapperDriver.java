package dev.poolproof.runner.driver;

import dev.poolproof.model.Durations;
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
import java.util.List;
import java.util.Map;
import java.util.Properties;
import java.util.Set;
import java.util.TreeMap;
import java.util.logging.Logger;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;

/**
 * The AWS Advanced JDBC Wrapper over another driver, whose settings it takes too. It is fetched
 * when a candidate names it, so its class names stand here as texts, and its properties in a file
 * that a test holds against the driver.
 */
final class AwsWrapperDriver implements JdbcDriver {
    private static final String ARTIFACT = "aws-wrapper";
    private static final String PACKAGE = AwsWrapperDriver.class.getPackageName() + ".awswrapper.";
    private static final String MONITORS = PACKAGE + "Monitors";

    /**
     * It says on the console how each connection fares; histories tell that. Kept here, as the JDK
     * forgets what was set of a logger that nobody has.
     */
    private static final Logger ITS_LOG = Logger.getLogger("software.amazon.jdbc");

    /** By default clusters share one name, and their nodes: those of two cells must not. */
    private static final String CLUSTER_ID = "clusterId";

    /** Given to pgjdbc in seconds, cut down to whole ones. */
    private static final Set<String> PGJDBC_GETS_SECONDS =
            Set.of("connectTimeout", "loginTimeout", "socketTimeout");

    static {
        ITS_LOG.setUseParentHandlers(false);
    }

    private final String name;
    private final JdbcDriver target;
    private final Set<String> cutToSeconds;
    private final Settings settings;

    private AwsWrapperDriver(String name, JdbcDriver target, Set<String> cutToSeconds) {
        this.name = name;
        this.target = target;
        this.cutToSeconds = cutToSeconds;
        this.settings = new Settings(known(target));
    }

    /** Over pgjdbc. */
    static AwsWrapperDriver overPgjdbc() {
        return new AwsWrapperDriver(ARTIFACT, new PostgresDriver(), PGJDBC_GETS_SECONDS);
    }

    /** Over MySQL Connector/J, which takes milliseconds. */
    static AwsWrapperDriver overConnectorJ() {
        return new AwsWrapperDriver(ARTIFACT + "-mysql", new MysqlDriver(), Set.of());
    }

    private static Map<String, Setting> known(JdbcDriver target) {
        Map<String, Setting> known = new TreeMap<>(target.settings().known());
        known.putAll(NamedKinds.read("aws-wrapper.properties"));
        return known;
    }

    @Override
    public String name() {
        return name;
    }

    @Override
    public String artifact() {
        return ARTIFACT;
    }

    @Override
    public Engine engine() {
        return target.engine();
    }

    @Override
    public String scheme() {
        return target.scheme().replaceFirst("jdbc:", "jdbc:aws-wrapper:");
    }

    @Override
    public MavenCoordinates coordinates(String version) {
        return new MavenCoordinates("software.amazon.jdbc", "aws-advanced-jdbc-wrapper", version);
    }

    @Override
    public @Nullable JdbcDriver over() {
        return target;
    }

    @Override
    public String className() {
        return "software.amazon.jdbc.Driver";
    }

    @Override
    public List<String> ownPackages() {
        return Stream.concat(Stream.of(PACKAGE), target.ownPackages().stream()).toList();
    }

    @Override
    public Settings settings() {
        return settings;
    }

    @Override
    public void check(Candidate candidate) {
        target.check(candidate);
        candidate.driverSettings().forEach(this::checkWholeSeconds);
    }

    private void checkWholeSeconds(String setting, String value) {
        String last = setting.substring(setting.lastIndexOf('-') + 1);
        if (cutToSeconds.contains(last) && Durations.parse(value).toMillisPart() != 0) {
            throw new IllegalArgumentException(
                    "driver.%s is cut down to whole seconds by the driver, was %s"
                            .formatted(setting, value));
        }
    }

    @Override
    public List<String> warnings(Candidate candidate) {
        return target.warnings(candidate);
    }

    @Override
    public @Nullable TcpKeepalive keepalive(Candidate candidate) {
        return target.keepalive(candidate);
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
                target.connectionProperties(
                        candidate, server, sessionTimes, scale, credentials, cell);
        properties.putAll(settings.inOwnUnits(candidate.driverSettings()));
        properties.setProperty(CLUSTER_ID, cell);
        return properties;
    }

    @Override
    public Properties tlsProperties(Map<String, String> own, Tls tls, ServerFiles files) {
        return target.tlsProperties(own, tls, files);
    }

    /**
     * Monitors of all hosts take their notes of running statements from one heap and give them back
     * there; one that has seen its host die then closes a connection whose note was its own before,
     * be it to another host (4.3.0, PoolConnectionContextServiceImpl).
     */
    @Override
    public boolean wantsLoaderOfItsOwn() {
        return true;
    }

    @Override
    public void forget(ClassLoader loader) {
        call(loader, "end");
    }

    /** Its threads would keep the loader for as long as the JVM runs. */
    @Override
    public void release(ClassLoader loader) {
        call(loader, "release");
        target.release(loader);
    }

    private static void call(ClassLoader loader, String method) {
        try {
            Class.forName(MONITORS, true, loader).getMethod(method).invoke(null);
        } catch (ReflectiveOperationException e) {
            throw new IllegalStateException(MONITORS + "." + method + " cannot be called", e);
        }
    }
}
