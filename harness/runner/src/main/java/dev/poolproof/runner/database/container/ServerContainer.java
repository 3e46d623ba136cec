package dev.poolproof.runner.database.container;

import dev.poolproof.runner.database.Credentials;
import dev.poolproof.runner.database.FreePorts;
import dev.poolproof.runner.database.Launcher;
import dev.poolproof.runner.database.ServerFiles;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.regex.Pattern;
import org.testcontainers.containers.GenericContainer;
import org.testcontainers.containers.wait.strategy.Wait;
import org.testcontainers.images.builder.Transferable;
import org.testcontainers.utility.DockerImageName;

/**
 * Starts a database server in a container, with a certificate that is given to it. What it prints
 * is its log.
 */
abstract class ServerContainer implements Launcher {
    static final String CERTIFICATE = "/server.crt";
    static final String KEY = "/server.key";

    /** All cells use it, of which some are busy. */
    private static final int THREADS = 8;

    /** The user that the server becomes must own the key, and images name that user only. */
    private static final String SCRIPT =
            """
            chown %1$s %2$s && chmod 600 %2$s || exit
            """;

    private final String image;
    private final String user;
    private final int port;
    private final Credentials admin;

    /**
     * A server of an official image.
     *
     * @param user whose process it is
     * @param port where it listens unless it is told otherwise
     */
    ServerContainer(String image, String user, int port, Credentials admin) {
        this.image = image;
        this.user = user;
        this.port = port;
        this.admin = admin;
    }

    /** Sets the image's own variables. */
    abstract void configure(GenericContainer<?> container);

    /** The server and its arguments. */
    abstract List<String> command(Listening listening, int maxConnections);

    /** What it logs, as a part of a line, when it takes connections. */
    abstract String ready(int port);

    /** How often it logs that: also when it has been set up, and nobody can reach it. */
    abstract int readyTimes();

    /** The JDBC URL of a server at {@code hostAndPort}. */
    abstract String url(String hostAndPort);

    /**
     * Where the server listens.
     *
     * @param addresses {@code *} for all
     */
    record Listening(String addresses, int port) {}

    @Override
    public Launched start(Path home, int maxConnections) throws IOException {
        ServerFiles files = new ServerFiles(home);
        LogFile log = LogFile.at(files.log());
        GenericContainer<?> container = null;
        try {
            container = new GenericContainer<>(DockerImageName.parse(image));
            Listening listening =
                    EngineHost.sharesNetwork() ? beside(container) : behindPort(container);
            configure(container);
            container
                    .withCopyToContainer(readable(files.certificate()), CERTIFICATE)
                    .withCopyToContainer(readable(files.key()), KEY)
                    .withCommand(
                            Entrypoint.after(
                                    SCRIPT.formatted(user, KEY),
                                    command(listening, maxConnections)))
                    .withLogConsumer(log)
                    .waitingFor(
                            Wait.forLogMessage(
                                    ".*" + Pattern.quote(ready(listening.port())) + ".*\\s",
                                    readyTimes()))
                    .withStartupTimeout(Duration.ofMinutes(3));
            container.start();
            return new Running(container, log, url(address(container, listening)), admin);
        } catch (RuntimeException | IOException e) {
            if (container != null) {
                container.close();
            }
            log.close();
            throw new IOException(image + ": " + e.getMessage(), e);
        }
    }

    private static Transferable readable(Path file) throws IOException {
        return Transferable.of(Files.readAllBytes(file));
    }

    private static Listening beside(GenericContainer<?> container) throws IOException {
        EngineHost.join(container, THREADS);
        return new Listening("127.0.0.1", FreePorts.find());
    }

    /** Through the engine's own proxy. */
    private Listening behindPort(GenericContainer<?> container) {
        container.withExposedPorts(port);
        return new Listening("*", port);
    }

    private static String address(GenericContainer<?> container, Listening listening) {
        boolean isBeside = container.getExposedPorts().isEmpty();
        return isBeside
                ? "127.0.0.1:" + listening.port()
                : container.getHost() + ":" + container.getMappedPort(listening.port());
    }

    private record Running(
            GenericContainer<?> container, LogFile log, String url, Credentials admin)
            implements Launched {
        @Override
        public void close() throws IOException {
            try (log) {
                container.close();
            }
        }
    }
}
