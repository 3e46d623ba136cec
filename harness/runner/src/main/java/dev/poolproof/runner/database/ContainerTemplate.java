package dev.poolproof.runner.database;

import dev.poolproof.model.scenario.Engine;
import dev.poolproof.runner.database.NodeLauncher.Order;
import java.io.IOException;
import java.util.List;
import java.util.Map;
import java.util.stream.Collectors;
import java.util.stream.Stream;

/** Of nodes in containers, which their images set up. */
final class ContainerTemplate implements NodeTemplate {
    /** As the embedded ones have it: what is written need not outlive the run. */
    private static final Map<String, String> NOT_TO_DISK =
            Map.of("fsync", "off", "full_page_writes", "off");

    private static final Credentials ROOT = new Credentials("root", "poolproof");

    private final Engine engine;
    private final NodeLauncher launcher;

    private ContainerTemplate(Engine engine, NodeLauncher launcher) {
        this.engine = engine;
        this.launcher = launcher;
    }

    /**
     * Fetches the library.
     *
     * @throws IOException if it cannot be had
     */
    static ContainerTemplate make(Engine engine) throws IOException {
        return new ContainerTemplate(
                engine,
                ContainerLibrary.use(
                        switch (engine) {
                            case POSTGRESQL -> "PostgresqlNodes";
                            case MYSQL -> "MysqlNodes";
                            case HTTP -> throw engine.isNoDatabase();
                        },
                        NodeLauncher.class,
                        made -> made));
    }

    @Override
    public ClusterNode node(String name, int index, int port, int peer) throws IOException {
        return switch (engine) {
            case POSTGRESQL ->
                    new PostgresNode(
                            launcher.node(
                                    new Order(
                                            port,
                                            peer,
                                            settings(index, peer),
                                            PostgresNode.SUPERUSER,
                                            Topology.script())),
                            port);
            case MYSQL ->
                    new MysqlNode(
                            launcher.node(
                                    new Order(
                                            port, peer, mysqlArguments(index), ROOT, mysqlSetUp())),
                            ROOT,
                            port,
                            peer);
            case HTTP -> throw engine.isNoDatabase();
        };
    }

    private static List<String> mysqlArguments(int index) {
        return Stream.concat(MysqlNode.ARGUMENTS.stream(), Stream.of(MysqlTopology.argument(index)))
                .toList();
    }

    private static String mysqlSetUp() {
        return Stream.concat(
                        CellUsers.statements(Engine.MYSQL).stream(),
                        MysqlTopology.script().stream())
                .collect(Collectors.joining(";\n"));
    }

    private static List<String> settings(int index, int peer) {
        return Stream.of(
                        NOT_TO_DISK,
                        PostgresTemplate.CONFIG,
                        PostgresTemplate.settings(index, peer))
                .flatMap(settings -> settings.entrySet().stream())
                .map(setting -> setting.getKey() + "=" + setting.getValue())
                .toList();
    }

    @Override
    public void close() {
        launcher.close();
    }
}
