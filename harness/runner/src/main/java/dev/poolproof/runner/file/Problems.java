package dev.poolproof.runner.file;

import static java.util.Comparator.comparing;
import static java.util.Comparator.comparingInt;

import java.util.ArrayList;
import java.util.LinkedHashSet;
import java.util.List;

/** What was found to be wrong while files are read. */
final class Problems {
    private final List<FileError> found = new ArrayList<>();

    void add(FileError error) {
        found.add(error);
    }

    /** Adds an error that concerns {@code file} as a whole. */
    void addForFile(String file, String problem, String writeInstead) {
        add(new FileError(file, 0, 0, "file", problem, writeInstead));
    }

    /**
     * Files stay in the order in which their first errors were found. An error of a file that was
     * read twice, as a Spring file of two candidates is, counts once.
     */
    void throwIfAny() throws BadInput {
        if (found.isEmpty()) {
            return;
        }
        List<String> files = found.stream().map(FileError::file).distinct().toList();
        List<FileError> sorted = new ArrayList<>(new LinkedHashSet<>(found));
        sorted.sort(
                comparing((FileError error) -> files.indexOf(error.file()))
                        .thenComparingInt(FileError::line)
                        .thenComparing(comparingInt(FileError::column)));
        throw new BadInput(sorted);
    }
}
