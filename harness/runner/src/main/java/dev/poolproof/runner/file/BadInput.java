package dev.poolproof.runner.file;

import static java.util.stream.Collectors.joining;

import java.util.List;

/**
 * Files that cannot be used as they are. The message is meant for their author, and has all that is
 * wrong with them.
 */
public final class BadInput extends Exception {
    private static final long serialVersionUID = 1;

    // Not serialized: the message says it all.
    private final transient List<FileError> errors;

    BadInput(List<FileError> errors) {
        super(errors.stream().map(FileError::message).collect(joining("\n")));
        this.errors = List.copyOf(errors);
    }

    /** All errors, file by file, in the order of their lines. */
    public List<FileError> errors() {
        return errors;
    }
}
