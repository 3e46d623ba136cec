package dev.poolproof.runner.database;

import dev.poolproof.model.Names;
import dev.poolproof.model.scenario.Engine;
import dev.poolproof.runner.artifact.ArtifactException;
import dev.poolproof.runner.artifact.ContextLoader;
import dev.poolproof.runner.artifact.LateLoader;
import dev.poolproof.runner.database.Launcher.Launched;
import java.io.IOException;
import java.nio.file.Path;

/** Starts servers in containers, by Testcontainers, which is fetched for it. */
final class ContainerServer {
    private ContainerServer() {}

    /**
     * Starts a container and waits until its server takes connections.
     *
     * @param maxConnections how many sessions it takes
     * @throws DatabaseException if there is no Docker engine, or the container does not start
     */
    static StartedServer start(Engine engine, int maxConnections) throws DatabaseException {
        try {
            Launched server = launch(engine, maxConnections);
            Database reached = OwnServer.at(Dialects.of(engine), server.url(), server.admin());
            return new StartedServer(
                    reached,
                    engine == Engine.MYSQL ? CellUsers.create(reached) : server.admin(),
                    null,
                    () -> end(server));
        } catch (IOException | ArtifactException e) {
            throw new DatabaseException(
                    "backend: testcontainers cannot start a %s server: %s%n    write embedded, or start a Docker engine that has the image"
                            .formatted(Names.of(engine), e.getMessage()),
                    e);
        }
    }

    private static Launched launch(Engine engine, int maxConnections)
            throws ArtifactException, IOException {
        LateLoader loader =
                LateLoader.ofTestcontainers(ContainerServer.class.getPackageName() + ".container");
        String launcher =
                switch (engine) {
                    case POSTGRESQL -> "PostgresqlContainer";
                    case MYSQL -> "MysqlContainer";
                    case HTTP -> throw engine.isNoDatabase();
                };
        ContextLoader context = ContextLoader.of(loader);
        try {
            return loader.make(launcher, Launcher.class).start(Path.of(""), maxConnections);
        } finally {
            context.close();
        }
    }

    /** The loader stays open: the library's own threads need it until the JVM ends. */
    private static void end(Launched server) {
        try {
            server.close();
        } catch (IOException | RuntimeException e) {
            throw new IllegalStateException("a container of the run may be left", e);
        }
    }
}
