package dev.poolproof.runner.database.container;

import java.io.IOException;
import java.io.OutputStream;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;
import java.util.function.Consumer;
import org.testcontainers.containers.output.OutputFrame;

/** Writes what a container prints into a file, as it comes, until it is closed. */
final class LogFile implements Consumer<OutputFrame>, AutoCloseable {
    private final OutputStream file;
    private boolean closed;

    private LogFile(OutputStream file) {
        this.file = file;
    }

    /** Makes the file. */
    static LogFile at(Path file) throws IOException {
        return new LogFile(Files.newOutputStream(file, StandardOpenOption.CREATE_NEW));
    }

    /** What is printed while the container ends comes late, by another thread. */
    @Override
    public synchronized void accept(OutputFrame frame) {
        byte[] bytes = frame.getBytes();
        try {
            if (!closed && bytes != null) {
                file.write(bytes);
            }
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    @Override
    public synchronized void close() throws IOException {
        closed = true;
        file.close();
    }
}
