package dev.poolproof.http;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Comparator;
import java.util.List;
import java.util.stream.Stream;

/**
 * A directory below the system's one for temporary files, gone with all that is in it when closed.
 */
public record TemporaryDirectory(Path path) implements AutoCloseable {
    /** Makes one that only this user may read; its name begins with {@code prefix}. */
    public static TemporaryDirectory create(String prefix) throws IOException {
        return new TemporaryDirectory(Files.createTempDirectory(prefix));
    }

    @Override
    public void close() {
        try (Stream<Path> within = Files.walk(path)) {
            List<Path> leavesFirst = within.sorted(Comparator.reverseOrder()).toList();
            for (Path each : leavesFirst) {
                Files.delete(each);
            }
        } catch (IOException e) {
            throw new UncheckedIOException(path + " was not removed", e);
        }
    }
}
