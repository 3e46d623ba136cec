package dev.poolproof.http;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Comparator;
import java.util.List;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;
import java.util.stream.Stream;

/**
 * A directory below the system's one for temporary files, gone with all that is in it when closed.
 */
public record TemporaryDirectory(Path path) implements AutoCloseable {
    /** Makes one that only this user may read; its name begins with {@code prefix}. */
    public static TemporaryDirectory create(String prefix) throws IOException {
        return new TemporaryDirectory(Files.createTempDirectory(prefix));
    }

    /**
     * Makes one for this JVM alone, which is also gone when the JVM is told to end (Ctrl-C,
     * SIGTERM), unless it is killed.
     */
    public static TemporaryDirectory ofThisJvm(String prefix) throws IOException {
        TemporaryDirectory directory = create(prefix);
        AtExit.DIRECTORIES.add(directory);
        return directory;
    }

    @Override
    public void close() {
        AtExit.DIRECTORIES.remove(this);
        try {
            remove();
        } catch (IOException e) {
            throw new UncheckedIOException(path + " was not removed", e);
        }
    }

    private void remove() throws IOException {
        try (Stream<Path> within = Files.walk(path)) {
            List<Path> leavesFirst = within.sorted(Comparator.reverseOrder()).toList();
            for (Path each : leavesFirst) {
                Files.delete(each);
            }
        }
    }

    /** What is left when the JVM ends. */
    private static final class AtExit {
        static final Set<TemporaryDirectory> DIRECTORIES = ConcurrentHashMap.newKeySet();

        static {
            Runtime.getRuntime()
                    .addShutdownHook(new Thread(AtExit::removeAll, "poolproof-directories"));
        }

        private static void removeAll() {
            for (TemporaryDirectory directory : DIRECTORIES) {
                try {
                    directory.remove();
                } catch (IOException | UncheckedIOException e) {
                    // Who uses it has not ended yet, and nobody is there any more to be told.
                }
            }
        }
    }
}
