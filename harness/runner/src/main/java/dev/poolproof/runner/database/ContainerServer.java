package dev.poolproof.runner.database;

import dev.poolproof.model.Names;
import dev.poolproof.model.scenario.Engine;
import dev.poolproof.runner.database.Launcher.Launched;
import java.io.IOException;
import java.nio.file.Files;
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
            Path home = Files.createTempDirectory("poolproof-container-");
            ServerGuard guard = ServerGuard.over(home);
            try {
                ServerFiles files = ServerFiles.in(home);
                return reach(engine, launch(engine, home, maxConnections), files, guard);
            } catch (IOException | RuntimeException | DatabaseException e) {
                guard.close();
                throw e;
            }
        } catch (IOException e) {
            throw new DatabaseException(
                    "backend: testcontainers cannot start a %s server: %s%n    write embedded, or start a Docker engine that has the image"
                            .formatted(Names.of(engine), e.getMessage()),
                    e);
        }
    }

    private static Launched launch(Engine engine, Path home, int maxConnections)
            throws IOException {
        return ContainerLibrary.use(
                switch (engine) {
                    case POSTGRESQL -> "PostgresqlContainer";
                    case MYSQL -> "MysqlContainer";
                    case HTTP -> throw engine.isNoDatabase();
                },
                Launcher.class,
                launcher -> launcher.start(home, maxConnections));
    }

    private static StartedServer reach(
            Engine engine, Launched server, ServerFiles files, ServerGuard guard)
            throws DatabaseException, IOException {
        try {
            Database reached = OwnServer.at(Dialects.of(engine), server.url(), server.admin());
            return new StartedServer(
                    reached,
                    engine == Engine.MYSQL ? CellUsers.create(reached) : server.admin(),
                    files,
                    () -> end(server, guard));
        } catch (RuntimeException | DatabaseException e) {
            server.close();
            throw e;
        }
    }

    private static void end(Launched server, ServerGuard guard) {
        try {
            server.close();
        } catch (IOException | RuntimeException e) {
            throw new IllegalStateException("a container of the run may be left", e);
        } finally {
            guard.close();
        }
    }
}
