package dev.poolproof.container;

import java.util.concurrent.CompletableFuture;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.TimeoutException;
import org.jspecify.annotations.Nullable;
import org.testcontainers.DockerClientFactory;

/** The Docker engine that tests use; it is looked for once, and within a second. */
final class Engine {
    /** Why there is none to use, in words; null if there is one. */
    static final @Nullable String MISSING = missing();

    private static final long START_SECONDS = 60;

    private Engine() {}

    private static @Nullable String missing() {
        try {
            DockerClientFactory.instance().getTransportConfig();
        } catch (IllegalStateException e) {
            return "no Docker engine answers";
        }
        try {
            // Begins with a container of its own, and asks for its image for many minutes.
            boolean usable =
                    CompletableFuture.supplyAsync(DockerClientFactory.instance()::isDockerAvailable)
                            .get(START_SECONDS, TimeUnit.SECONDS);
            return usable ? null : "Testcontainers cannot use the Docker engine that answers";
        } catch (TimeoutException e) {
            return "Testcontainers does not start: where no registry is reached, set"
                    + " TESTCONTAINERS_RYUK_DISABLED=true";
        } catch (ExecutionException e) {
            throw new IllegalStateException(e);
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            return "interrupted while Testcontainers started";
        }
    }
}
