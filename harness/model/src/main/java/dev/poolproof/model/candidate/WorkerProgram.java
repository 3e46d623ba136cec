package dev.poolproof.model.candidate;

import java.nio.file.Path;
import java.util.List;

/**
 * A client under test that is a process of its own, and how it is started.
 *
 * @param name as candidates and the matrix name it
 * @param directory where it runs
 * @param command program and arguments
 * @param databases the engines that it speaks to, as files name them
 * @param remedy what to do where it cannot be started, as a sentence without a full stop
 */
public record WorkerProgram(
        String name, Path directory, List<String> command, List<String> databases, String remedy) {
    public WorkerProgram {
        command = List.copyOf(command);
        if (command.isEmpty()) {
            throw new IllegalArgumentException("a worker must have a command");
        }
        databases = List.copyOf(databases);
        if (databases.isEmpty()) {
            throw new IllegalArgumentException("a worker must speak to a database");
        }
    }

    /** The same worker as it is played on one of its databases. */
    public WorkerProgram on(String database) {
        if (!databases.contains(database)) {
            throw new IllegalArgumentException(
                    "the database must be one of %s, was %s".formatted(databases, database));
        }
        return new WorkerProgram(name, directory, command, List.of(database), remedy);
    }

    /** The engine that it is played on; the first that it speaks to where none was chosen. */
    public String database() {
        return databases.get(0);
    }
}
