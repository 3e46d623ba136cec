package dev.poolproof.runner.artifact;

import java.sql.DriverManager;

/**
 * A class loader for the services that a library looks up by the thread that calls it. The thread
 * has its former one again when this is closed, which it must do itself.
 */
public final class ContextLoader implements AutoCloseable {
    static {
        // Drivers are looked for once in a JVM, by the loader of the thread that asks first: if
        // that were a pool's, those of the class path would never be found.
        DriverManager.drivers();
    }

    private final ClassLoader before = Thread.currentThread().getContextClassLoader();

    private ContextLoader() {}

    /** Gives {@code loader} to the calling thread. */
    public static ContextLoader of(ClassLoader loader) {
        ContextLoader given = new ContextLoader();
        Thread.currentThread().setContextClassLoader(loader);
        return given;
    }

    @Override
    public void close() {
        Thread.currentThread().setContextClassLoader(before);
    }
}
