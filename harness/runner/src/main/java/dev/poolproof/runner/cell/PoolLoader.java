package dev.poolproof.runner.cell;

import dev.poolproof.model.TimeScale;
import dev.poolproof.model.candidate.Artifact;
import dev.poolproof.runner.artifact.ArtifactException;
import dev.poolproof.runner.artifact.ArtifactResolver;
import dev.poolproof.runner.artifact.ContextLoader;
import dev.poolproof.runner.artifact.MavenCoordinates;
import dev.poolproof.runner.artifact.Versions;
import dev.poolproof.runner.driver.Drivers;
import dev.poolproof.runner.driver.JdbcDriver;
import dev.poolproof.runner.pool.OpenPool;
import dev.poolproof.runner.pool.PoolAdapter;
import dev.poolproof.runner.pool.PoolKind;
import dev.poolproof.runner.pool.PoolProfile;
import dev.poolproof.runner.pool.PoolRequest;
import dev.poolproof.warp.WarpLoader;
import dev.poolproof.warp.shared.CacheTimes;
import dev.poolproof.warp.shared.NameServer;
import java.io.IOException;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Properties;
import java.util.concurrent.locks.Lock;
import java.util.concurrent.locks.ReadWriteLock;
import java.util.concurrent.locks.ReentrantReadWriteLock;
import java.util.function.Supplier;

/**
 * One version of a pool and one of a driver, loaded by a warped class loader of their own. Shared
 * by the cells of one time scale.
 */
public final class PoolLoader implements AutoCloseable {
    /**
     * System properties belong to the JVM, and pools read them while they are made: a pool that
     * wants some is made alone, all others side by side.
     */
    private static final ReadWriteLock SYSTEM_PROPERTIES = new ReentrantReadWriteLock(true);

    private final WarpLoader loader;
    private final JdbcDriver driver;
    private final PoolAdapter adapter;

    private PoolLoader(WarpLoader loader, JdbcDriver driver, PoolAdapter adapter) {
        this.loader = loader;
        this.driver = driver;
        this.adapter = adapter;
    }

    /** The jars of a pool and a driver. */
    public static List<Path> jars(ArtifactResolver resolver, Artifact pool, Artifact driver)
            throws ArtifactException {
        PoolKind kind = PoolKind.named(pool.name());
        List<Path> jars = new ArrayList<>();
        jars.addAll(
                resolver.jars(
                        new MavenCoordinates(kind.groupId(), kind.artifactId(), version(pool))));
        JdbcDriver its = Drivers.named(driver.name());
        jars.addAll(resolver.jars(its.coordinates(version(driver))));
        JdbcDriver below = its.over();
        if (below != null) {
            jars.addAll(resolver.jars(below.coordinates(Versions.byDefault(below.name()))));
        }
        return jars;
    }

    /** Loads a pool and a driver from {@code jars}, at real time. */
    public static PoolLoader open(List<Path> jars, Artifact pool, Artifact driver) {
        PoolKind kind = PoolKind.named(pool.name());
        JdbcDriver its = Drivers.named(driver.name());
        List<String> own = new ArrayList<>(its.ownPackages());
        own.add(kind.adapterPackage());
        WarpLoader loader = WarpLoader.open(jars, own, PoolLoader.class.getClassLoader());
        try {
            Class.forName(its.className(), true, loader);
            return new PoolLoader(
                    loader,
                    its,
                    Class.forName(kind.adapterClass(), true, loader)
                            .asSubclass(PoolAdapter.class)
                            .getConstructor()
                            .newInstance());
        } catch (ReflectiveOperationException e) {
            throw new IllegalStateException(
                    pool + " with " + driver + " cannot be loaded from " + jars, e);
        }
    }

    /** Lets time run at {@code scale} for pool and driver. */
    public void timeScale(TimeScale scale) {
        loader.timeScale(scale.factor());
    }

    /** Has pool and driver look {@code name} up at {@code server}. */
    void host(String name, NameServer server, CacheTimes times) {
        loader.host(name, server, times);
    }

    /** Ends what the driver still runs for the cell that had this for itself. */
    void forgetCell() {
        driver.forget(loader);
    }

    /** What the pool makes of {@code request}, without opening anything. */
    public PoolProfile profile(PoolRequest request) {
        return within(Map.of(), () -> adapter.profile(request));
    }

    /** Opens a pool while {@code systemProperties} are set. */
    public OpenPool openPool(PoolRequest request, Map<String, String> systemProperties) {
        return within(systemProperties, () -> adapter.open(request));
    }

    private <T> T within(Map<String, String> systemProperties, Supplier<T> action) {
        Lock lock =
                systemProperties.isEmpty()
                        ? SYSTEM_PROPERTIES.readLock()
                        : SYSTEM_PROPERTIES.writeLock();
        lock.lock();
        ContextLoader context = ContextLoader.of(loader);
        try {
            return withProperties(systemProperties, action);
        } finally {
            context.close();
            lock.unlock();
        }
    }

    private static <T> T withProperties(Map<String, String> wanted, Supplier<T> action) {
        Properties before = new Properties();
        wanted.keySet().stream()
                .filter(key -> System.getProperty(key) != null)
                .forEach(key -> before.setProperty(key, System.getProperty(key)));
        wanted.forEach(System::setProperty);
        try {
            return action.get();
        } finally {
            wanted.keySet().forEach(key -> restore(key, before));
        }
    }

    private static void restore(String key, Properties before) {
        String value = before.getProperty(key);
        if (value == null) {
            System.clearProperty(key);
        } else {
            System.setProperty(key, value);
        }
    }

    private static String version(Artifact artifact) {
        if (artifact.version() == null) {
            throw new IllegalStateException(artifact + " has no version yet");
        }
        return artifact.version();
    }

    @Override
    public void close() throws IOException {
        driver.release(loader);
        loader.close();
    }
}
