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
import dev.poolproof.runner.setting.Settings;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.Properties;
import org.jspecify.annotations.Nullable;

/**
 * A JDBC driver that can be put under test: its settings, its sockets, and what it is given when a
 * cell is played. Adding a driver is one class, and one entry in {@link Drivers#ALL}.
 */
public interface JdbcDriver {
    /** As reports name it; no other has this name. */
    String name();

    /**
     * As candidates name it: what differs only in the database that it is for has one name in
     * files.
     */
    default String artifact() {
        return name();
    }

    /** The servers that it speaks to. */
    Engine engine();

    /** What its URLs begin with, without a colon: {@code jdbc:postgresql}. */
    String scheme();

    /** Where Maven finds {@code version} of it. */
    MavenCoordinates coordinates(String version);

    /** The driver that it passes all on to; {@code null} for one that speaks to servers itself. */
    default @Nullable JdbcDriver over() {
        return null;
    }

    /** Its class that DriverManager knows. */
    String className();

    /** Packages of ours that are compiled against it, which a warped loader defines anew. */
    List<String> ownPackages();

    /** The settings that a candidate may give it: its own properties. */
    Settings settings();

    /**
     * Checks what the driver would silently undo.
     *
     * @throws IllegalArgumentException if a setting of the candidate would be without effect
     */
    void check(Candidate candidate);

    /** What to know of a candidate's settings when a cell is played, as sentences. */
    List<String> warnings(Candidate candidate);

    /**
     * TCP keepalive of a candidate's sockets in production; {@code null} if they have none. The
     * operating system's times apply where a candidate gives none.
     */
    @Nullable TcpKeepalive keepalive(Candidate candidate);

    /**
     * What the driver is given. Its own settings stay as production has them; what the kernel and
     * the server count by real time is divided by {@code scale}.
     *
     * @param sessionTimes what the server is to keep for the session, by its own names, in wall
     *     time
     * @param cell the name by which the database tells the cell's sessions from others
     */
    Properties connectionProperties(
            Candidate candidate,
            ServerProfile server,
            Map<String, Duration> sessionTimes,
            TimeScale scale,
            Credentials credentials,
            String cell);

    /**
     * What the driver is given beside that for a server of the harness's own, whose certificate it
     * can check: whether to speak TLS and whom to trust, where the candidate does not say so.
     *
     * @param own the candidate's own settings of the driver
     */
    Properties tlsProperties(Map<String, String> own, Tls tls, ServerFiles files);

    /**
     * Whether a pool can disturb others in its JVM through what the driver keeps for all of them:
     * each cell then has a loader for itself while it is played.
     */
    default boolean wantsLoaderOfItsOwn() {
        return false;
    }

    /**
     * Ends what the driver, as {@code loader} defined it, still runs for connections that are
     * closed; called between two cells of a loader that was theirs alone.
     */
    default void forget(ClassLoader loader) {
        // Most drivers run nothing but their connections.
    }

    /** Ends what the driver, as {@code loader} defined it, still runs when all is closed. */
    void release(ClassLoader loader);
}
