package dev.poolproof.runner.database.container;

import dev.poolproof.runner.database.Credentials;
import dev.poolproof.runner.database.Launcher;
import java.io.IOException;
import java.nio.file.Path;
import java.time.Duration;
import org.testcontainers.containers.GenericContainer;
import org.testcontainers.containers.wait.strategy.Wait;
import org.testcontainers.utility.DockerImageName;

/** Starts a database server in a container. */
abstract class ServerContainer implements Launcher {
    private final String image;
    private final int port;
    private final Credentials admin;

    ServerContainer(String image, int port, Credentials admin) {
        this.image = image;
        this.port = port;
        this.admin = admin;
    }

    /** Sets the image's own variables, and the server's arguments. */
    abstract void configure(GenericContainer<?> container, int maxConnections);

    /** The JDBC URL of a server at {@code hostAndPort}. */
    abstract String url(String hostAndPort);

    @Override
    public Launched start(Path home, int maxConnections) throws IOException {
        GenericContainer<?> container = null;
        try {
            container =
                    new GenericContainer<>(DockerImageName.parse(image))
                            .withExposedPorts(port)
                            .waitingFor(Wait.forListeningPort())
                            .withStartupTimeout(Duration.ofMinutes(3));
            configure(container, maxConnections);
            container.start();
            return new Running(
                    container,
                    url(container.getHost() + ":" + container.getMappedPort(port)),
                    admin);
        } catch (RuntimeException e) {
            if (container != null) {
                container.close();
            }
            throw new IOException(image + ": " + e.getMessage(), e);
        }
    }

    private record Running(GenericContainer<?> container, String url, Credentials admin)
            implements Launched {
        @Override
        public void close() {
            container.close();
        }
    }
}
