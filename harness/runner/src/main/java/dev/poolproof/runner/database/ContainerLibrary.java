package dev.poolproof.runner.database;

import dev.poolproof.runner.artifact.ArtifactException;
import dev.poolproof.runner.artifact.ContextLoader;
import dev.poolproof.runner.artifact.LateLoader;
import java.io.IOException;
import org.jspecify.annotations.Nullable;

/**
 * Testcontainers, which is fetched and loaded when a run first asks for a container. It stays: the
 * library's own threads need it until the JVM ends. Safe for use by several threads.
 */
final class ContainerLibrary {
    private static @Nullable LateLoader loader;

    private ContainerLibrary() {}

    private static synchronized LateLoader loader() throws ArtifactException {
        LateLoader known = loader;
        if (known == null) {
            known = LateLoader.ofTestcontainers(ownPackage());
            loader = known;
        }
        return known;
    }

    private static String ownPackage() {
        return ContainerLibrary.class.getPackageName() + ".container";
    }

    /**
     * Does something by a new one of a class of the package that is compiled against the library.
     *
     * @param simpleName of the class
     * @throws IOException if the library cannot be had, or {@code task} fails
     */
    static <T, R> R use(String simpleName, Class<T> type, Task<T, R> task) throws IOException {
        LateLoader library;
        try {
            library = loader();
        } catch (ArtifactException e) {
            throw new IOException(e.getMessage(), e);
        }
        ContextLoader context = ContextLoader.of(library);
        try {
            return task.on(library.make(simpleName, type));
        } finally {
            context.close();
        }
    }

    @FunctionalInterface
    interface Task<T, R> {
        R on(T made) throws IOException;
    }
}
