package dev.poolproof.runner;

import static dev.poolproof.model.Checks.atLeast;

import dev.poolproof.model.Names;
import dev.poolproof.model.TimeScale;
import dev.poolproof.model.scenario.Engine;
import dev.poolproof.runner.database.Backend;
import dev.poolproof.runner.database.Credentials;
import dev.poolproof.runner.database.Dialect;
import dev.poolproof.runner.database.Dialects;
import dev.poolproof.runner.http.NginxChoice;
import java.net.InetSocketAddress;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;

/**
 * What is to be run.
 *
 * @param files scenarios and candidates
 * @param selection which cells; the cell that must show a scenario's symptom is always run
 * @param fastest no cell is played faster than this
 * @param seed of every random decision
 * @param cellsAtOnce how many cells and controls play side by side; 1 or more
 * @param databases on which of its databases each scenario is run
 * @param backend where servers come from that are started for the run
 * @param databaseUrl JDBC URL of the user's own server; {@code null} to start what is needed
 * @param credentials for the user's own server
 * @param toxiproxy where the API of the Toxiproxy server is that plays the paths; {@code null} for
 *     our own proxy
 * @param nginx which nginx HTTP scenarios are played with
 * @param repeat how the run was started
 */
public record RunRequest(
        RunFiles files,
        Selection selection,
        TimeScale fastest,
        long seed,
        int cellsAtOnce,
        DatabaseChoice databases,
        Backend backend,
        @Nullable String databaseUrl,
        Credentials credentials,
        @Nullable InetSocketAddress toxiproxy,
        NginxChoice nginx,
        RepeatCommand repeat) {
    /**
     * The time scale that no cell exceeds where nobody says otherwise: at 100 the 5 s after which
     * pools give a validation up are 50 ms.
     */
    public static final TimeScale DEFAULT_FASTEST = new TimeScale(100);

    /** The seed where nobody says otherwise: fixed, so that runs can be compared. */
    public static final long DEFAULT_SEED = 20261121;

    /** Where Toxiproxy's own API is where nobody says otherwise. */
    public static final String DEFAULT_TOXIPROXY = "127.0.0.1:8474";

    private static final Pattern HOST_AND_PORT =
            Pattern.compile(
                    "([^:]+):(6553[0-5]|655[0-2]\\d|65[0-4]\\d{2}|6[0-4]\\d{3}|[1-5]?\\d{1,4})");

    public RunRequest {
        atLeast("cells at once", 1, cellsAtOnce);
    }

    /**
     * Reads what is to play the paths.
     *
     * @param proxy {@code poolproof}, or {@code toxiproxy}
     * @param toxiproxy {@code host:port} of a Toxiproxy server's API
     * @return the server's address; {@code null} for our own proxy
     * @throws IllegalArgumentException if either is something else
     */
    public static @Nullable InetSocketAddress toxiproxy(String proxy, String toxiproxy) {
        if (proxy.equals("poolproof")) {
            return null;
        }
        if (!proxy.equals("toxiproxy")) {
            throw new IllegalArgumentException(
                    "proxy must be poolproof or toxiproxy, was \"" + proxy + '"');
        }
        Matcher address = HOST_AND_PORT.matcher(toxiproxy);
        if (!address.matches()) {
            throw new IllegalArgumentException(
                    "toxiproxy must be host:port, was \"" + toxiproxy + '"');
        }
        return new InetSocketAddress(address.group(1), Integer.parseInt(address.group(2)));
    }

    /**
     * Reads where servers come from.
     *
     * @throws IllegalArgumentException if {@code name} is no backend
     */
    public static Backend backend(String name) {
        return Stream.of(Backend.values())
                .filter(backend -> Names.of(backend).equals(name))
                .findFirst()
                .orElseThrow(
                        () ->
                                new IllegalArgumentException(
                                        "backend must be embedded or testcontainers, was \""
                                                + name
                                                + '"'));
    }

    /**
     * Who connects to the server at {@code databaseUrl}.
     *
     * @param user empty for the user that the server has where nobody says otherwise
     */
    public static Credentials credentials(
            @Nullable String databaseUrl, String user, String password) {
        Dialect dialect = databaseUrl == null ? null : Dialects.ofUrl(databaseUrl);
        return new Credentials(
                user.isEmpty() && dialect != null ? dialect.defaultUser() : user, password);
    }

    /** Cells mostly wait: so many play only while that leaves the processors time to spare. */
    public static int defaultCellsAtOnce() {
        return 96 * Runtime.getRuntime().availableProcessors();
    }

    /** The command that repeats the run. */
    public String command() {
        return repeat.run(this);
    }

    /** The command that repeats one cell of the run. */
    String command(String scenario, String candidate, Engine engine) {
        return repeat.cell(this, scenario, candidate, engine);
    }
}
