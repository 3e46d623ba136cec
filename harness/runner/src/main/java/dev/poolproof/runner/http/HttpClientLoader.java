package dev.poolproof.runner.http;

import dev.poolproof.http.client.HttpClientAdapter;
import dev.poolproof.model.TimeScale;
import dev.poolproof.model.candidate.Artifact;
import dev.poolproof.runner.artifact.ContextLoader;
import dev.poolproof.warp.WarpLoader;
import java.io.IOException;
import java.lang.reflect.InvocationTargetException;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/**
 * One version of an HTTP client, loaded by a warped class loader of its own; one of the JDK's as it
 * is. Shared by the cells of one time scale.
 */
final class HttpClientLoader implements AutoCloseable {
    private final @Nullable WarpLoader own;
    private final Class<? extends HttpClientAdapter> adapter;

    private HttpClientLoader(@Nullable WarpLoader own, Class<? extends HttpClientAdapter> adapter) {
        this.own = own;
        this.adapter = adapter;
    }

    /**
     * Loads a client, at real time.
     *
     * @param jars none for one of the JDK
     */
    static HttpClientLoader open(List<Path> jars, Artifact client) {
        String name = HttpClients.kind(client).adapterClass();
        ClassLoader ours = HttpClientLoader.class.getClassLoader();
        WarpLoader own =
                jars.isEmpty()
                        ? null
                        : WarpLoader.open(
                                jars, List.of(name.substring(0, name.lastIndexOf('.') + 1)), ours);
        try {
            Class<? extends HttpClientAdapter> adapter =
                    Class.forName(name, true, own == null ? ours : own)
                            .asSubclass(HttpClientAdapter.class);
            return new HttpClientLoader(own, adapter);
        } catch (ClassNotFoundException e) {
            throw new IllegalStateException(client + " cannot be loaded from " + jars, e);
        }
    }

    /** Lets time run at {@code scale} for it; does nothing for one of the JDK. */
    void timeScale(TimeScale scale) {
        if (own != null) {
            own.timeScale(scale.factor());
        }
    }

    /**
     * A new client, with connections of its own.
     *
     * @param settings in the client's own units
     * @throws IllegalArgumentException if it does not take them
     */
    HttpClientAdapter client(Map<String, String> settings) {
        ContextLoader context = ContextLoader.of(adapter.getClassLoader());
        try {
            return adapter.getConstructor(Map.class).newInstance(settings);
        } catch (InvocationTargetException e) {
            throw new IllegalArgumentException(
                    String.valueOf(e.getCause() == null ? e : e.getCause().getMessage()), e);
        } catch (ReflectiveOperationException e) {
            throw new IllegalStateException(adapter + " cannot be made", e);
        } finally {
            context.close();
        }
    }

    @Override
    public void close() throws IOException {
        if (own != null) {
            own.close();
        }
    }
}
