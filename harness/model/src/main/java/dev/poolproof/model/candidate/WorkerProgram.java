package dev.poolproof.model.candidate;

import java.nio.file.Path;
import java.util.List;

/**
 * A client under test that is a process of its own, and how it is started.
 *
 * @param name as candidates and the matrix name it
 * @param directory where it runs
 * @param command program and arguments
 * @param database the engine that it speaks to, as files name it
 * @param remedy what to do where it cannot be started, as a sentence without a full stop
 */
public record WorkerProgram(
        String name, Path directory, List<String> command, String database, String remedy) {
    public WorkerProgram {
        command = List.copyOf(command);
        if (command.isEmpty()) {
            throw new IllegalArgumentException("a worker must have a command");
        }
    }
}
