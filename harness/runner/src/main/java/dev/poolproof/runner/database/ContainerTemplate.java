package dev.poolproof.runner.database;

import dev.poolproof.model.scenario.Engine;
import java.io.IOException;
import java.util.List;
import java.util.stream.Stream;

/** Of nodes in containers: the image sets up the writer, and the standby copies it. */
final class ContainerTemplate implements NodeTemplate {
    /** As the embedded ones have it: what is written need not outlive the run. */
    private static final List<String> NOT_TO_DISK = List.of("fsync=off", "full_page_writes=off");

    private final NodeLauncher launcher;

    private ContainerTemplate(NodeLauncher launcher) {
        this.launcher = launcher;
    }

    /**
     * Fetches the library.
     *
     * @throws IOException if it cannot be had
     */
    static ContainerTemplate make(Engine engine) throws IOException {
        if (engine != Engine.POSTGRESQL) {
            throw new IllegalArgumentException("engine must be POSTGRESQL, was " + engine);
        }
        return new ContainerTemplate(
                ContainerLibrary.use("PostgresqlNodes", NodeLauncher.class, made -> made));
    }

    @Override
    public ClusterNode node(String name, int index, int port, int peer) throws IOException {
        List<String> arguments =
                Stream.of(PostgresTemplate.CONFIG, PostgresTemplate.settings(index, peer))
                        .flatMap(settings -> settings.entrySet().stream())
                        .map(setting -> setting.getKey() + "=" + setting.getValue())
                        .toList();
        return new PostgresNode(
                launcher.node(
                        new NodeLauncher.Order(
                                port,
                                peer,
                                Stream.concat(NOT_TO_DISK.stream(), arguments.stream()).toList(),
                                Topology.script())),
                port);
    }

    @Override
    public void close() {
        launcher.close();
    }
}
