package dev.poolproof.runner.database.container;

import java.util.ArrayList;
import java.util.List;

/** The command line of a PostgreSQL server. */
final class PostgresqlArguments {
    private PostgresqlArguments() {}

    /**
     * The server with settings.
     *
     * @param settings such as {@code port=5432}
     */
    static List<String> of(List<String> settings) {
        List<String> command = new ArrayList<>(List.of("postgres"));
        for (String setting : settings) {
            command.add("-c");
            command.add(setting);
        }
        return command;
    }
}
