package dev.poolproof.runner.file;

import java.nio.file.Path;
import org.snakeyaml.engine.v2.exceptions.Mark;

/**
 * A file that is being read.
 *
 * @param name as errors name it
 * @param problems where its errors go
 */
record Source(String name, Problems problems) {
    static Source of(Path file, Problems problems) {
        return new Source(nameOf(file), problems);
    }

    /** The name of {@code file} in errors. */
    static String nameOf(Path file) {
        return file.toString().replace('\\', '/');
    }

    void error(Mark mark, String key, String problem, String writeInstead) {
        error(mark.getLine() + 1, mark.getColumn() + 1, key, problem, writeInstead);
    }

    void error(int line, int column, String key, String problem, String writeInstead) {
        problems.add(new FileError(name, line, column, key, problem, writeInstead));
    }
}
