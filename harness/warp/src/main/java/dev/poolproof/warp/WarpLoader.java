package dev.poolproof.warp;

import dev.poolproof.warp.Jars.Found;
import dev.poolproof.warp.shared.CacheTimes;
import dev.poolproof.warp.shared.Controls;
import dev.poolproof.warp.shared.NameServer;
import java.io.ByteArrayInputStream;
import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.net.URL;
import java.net.URLClassLoader;
import java.nio.file.Path;
import java.security.CodeSource;
import java.security.cert.Certificate;
import java.util.ArrayList;
import java.util.Collection;
import java.util.Collections;
import java.util.Enumeration;
import java.util.List;
import java.util.Queue;
import java.util.concurrent.ConcurrentLinkedQueue;
import org.jspecify.annotations.Nullable;

/**
 * A class loader in which time runs faster: it defines the classes of its jars anew and rewrites
 * their calls into the JDK's clocks and waits into calls of a clock of its own. Everything they are
 * told in production time they do in a fraction of it, and all they measure is production time.
 *
 * <p>The JDK and SLF4J come from the parent, as does what the jars lack. Objects of JDK types cross
 * between the loader and the rest; moments and spans of time inside them are virtual. An interface
 * that both sides use must be public and not be defined here. A JDBC driver registers itself when
 * its class is initialised, so a pool must be told the driver's class. Thread-safe.
 */
public final class WarpLoader extends URLClassLoader {
    private static final String RUNTIME = "dev.poolproof.warp.runtime.";
    private static final String SHARED = "dev.poolproof.warp.shared.";
    private static final ClassLoader OWN = WarpLoader.class.getClassLoader();

    static {
        registerAsParallelCapable();
    }

    private final Jars jars;
    private final List<String> childFirst;
    private final ClassLoader parent;
    private final RewriteCache cache;
    private final ClassRewriter rewriter;
    private final Queue<Site> sites = new ConcurrentLinkedQueue<>();
    private final Controls controls;

    private WarpLoader(
            List<Path> paths, Jars jars, Collection<String> childFirst, ClassLoader parent) {
        super("warp", paths.stream().map(Jars::url).toArray(URL[]::new), parent);
        this.jars = jars;
        this.childFirst = List.copyOf(childFirst);
        this.parent = parent;
        cache = RewriteCache.of(paths, parent);
        rewriter = new ClassRewriter(this::readClassFile);
        controls = newControls();
    }

    /**
     * Opens a loader whose time runs as everybody's until {@link #timeScale(double)} is called.
     *
     * @param jars the pool, its driver and whatever they need that the parent lacks or has in
     *     another version
     * @param childFirstPackages beginnings of names of the parent's classes that are defined here
     *     too, from the parent's bytes: code that is compiled against the jars, {@code
     *     dev.poolproof.runner.pool.hikari.}
     * @param parent the loader of everything else
     * @throws IllegalArgumentException if a path is not a jar
     */
    public static WarpLoader open(
            List<Path> jars, Collection<String> childFirstPackages, ClassLoader parent) {
        return new WarpLoader(List.copyOf(jars), new Jars(jars), childFirstPackages, parent);
    }

    /**
     * Sets how many seconds pass in here in one second of everybody else, from now on. The loader's
     * time goes on from where it is, at another pace, and never goes back. Waits that have begun
     * end when they would have; read timeouts of sockets are set anew.
     *
     * @param factor from 1 to 1000
     */
    public void timeScale(double factor) {
        checkScale(factor);
        controls.timeScale(factor);
    }

    static void checkScale(double factor) {
        if (!(factor >= 1 && factor <= 1000)) {
            throw new IllegalArgumentException("time scale must be from 1 to 1000, was " + factor);
        }
    }

    /** How many seconds pass in here in one second of everybody else. */
    public double timeScale() {
        return controls.timeScale();
    }

    /**
     * Has the classes in here look {@code name} up at {@code server}, and remember its answers in
     * their own time as a JVM does whose cache is set to {@code times}. Names that nobody gave are
     * left to the JDK.
     *
     * @param name in lower case
     */
    public void host(String name, NameServer server, CacheTimes times) {
        controls.host(name, server, times);
    }

    /** Leaves {@code name} to the JDK again; does nothing if it was never given. */
    public void forgetHost(String name) {
        controls.forgetHost(name);
    }

    /** The timing calls in the classes loaded so far. */
    public WarpReport report() {
        return WarpReport.of(sites);
    }

    @Override
    protected Class<?> loadClass(String name, boolean resolve) throws ClassNotFoundException {
        synchronized (getClassLoadingLock(name)) {
            Class<?> loaded = findLoadedClass(name);
            if (loaded == null) {
                loaded = isOfParent(name) ? loadFromParentFirst(name) : loadFromHereFirst(name);
            }
            if (resolve) {
                resolveClass(loaded);
            }
            return loaded;
        }
    }

    private static boolean isOfParent(String name) {
        return name.startsWith("java.") || name.startsWith("jdk.") || name.startsWith("org.slf4j.");
    }

    private Class<?> loadFromParentFirst(String name) throws ClassNotFoundException {
        try {
            return parent.loadClass(name);
        } catch (ClassNotFoundException onlyInJars) {
            return findClass(name);
        }
    }

    private Class<?> loadFromHereFirst(String name) throws ClassNotFoundException {
        if (name.startsWith(SHARED)) {
            return OWN.loadClass(name);
        }
        if (name.startsWith("javax.") && JdkTypes.find(name.replace('.', '/')) != null) {
            return parent.loadClass(name);
        }
        Class<?> defined = define(name);
        return defined == null ? parent.loadClass(name) : defined;
    }

    @Override
    protected Class<?> findClass(String name) throws ClassNotFoundException {
        Class<?> defined = define(name);
        if (defined == null) {
            throw new ClassNotFoundException(name);
        }
        return defined;
    }

    /** The class as this loader defines it; null if it is not one of this loader's. */
    private @Nullable Class<?> define(String name) {
        String path = name.replace('.', '/');
        Found found = jars.find(path + ".class");
        if (found != null) {
            Rewritten rewritten = cache.get(name, () -> rewriter.rewrite(found.bytes()));
            definePackage(name, found);
            CodeSource source = new CodeSource(found.jar(), (Certificate[]) null);
            byte @Nullable [] changed = rewritten.bytes();
            return define(name, changed == null ? found.bytes() : changed, rewritten, source);
        }
        if (name.startsWith(RUNTIME)) {
            byte[] bytes = read(OWN, path);
            return bytes == null ? null : defineClass(name, bytes, 0, bytes.length);
        }
        if (childFirst.stream().anyMatch(name::startsWith)) {
            byte[] bytes = read(parent, path);
            if (bytes != null) {
                Rewritten rewritten = rewriter.rewrite(bytes);
                byte @Nullable [] changed = rewritten.bytes();
                return define(name, changed == null ? bytes : changed, rewritten, null);
            }
        }
        return null;
    }

    private Class<?> define(
            String name, byte[] bytes, Rewritten rewritten, @Nullable CodeSource source) {
        sites.addAll(rewritten.sites());
        return defineClass(name, bytes, 0, bytes.length, source);
    }

    private void definePackage(String className, Found found) {
        int end = className.lastIndexOf('.');
        if (end < 0 || getDefinedPackage(className.substring(0, end)) != null) {
            return;
        }
        try {
            definePackage(className.substring(0, end), found.manifest(), found.jar());
        } catch (IllegalArgumentException definedMeanwhile) {
            // By another thread, from the same manifest.
            return;
        }
    }

    private byte @Nullable [] readClassFile(String internalName) {
        byte[] ofJars = jars.read(internalName);
        return ofJars == null ? read(parent, internalName) : ofJars;
    }

    private static byte @Nullable [] read(ClassLoader loader, String internalName) {
        try (InputStream in = loader.getResourceAsStream(internalName + ".class")) {
            return in == null ? null : in.readAllBytes();
        } catch (IOException e) {
            throw new UncheckedIOException("cannot read " + internalName, e);
        }
    }

    @Override
    public @Nullable URL getResource(String name) {
        URL here = findResource(name);
        return here == null ? parent.getResource(name) : here;
    }

    @Override
    public Enumeration<URL> getResources(String name) throws IOException {
        List<URL> all = new ArrayList<>(Collections.list(findResources(name)));
        all.addAll(Collections.list(parent.getResources(name)));
        return Collections.enumeration(all);
    }

    /**
     * Reads from this loader's own open jars: those of {@code URLClassLoader} are shared, and
     * closed under the feet of others.
     */
    @Override
    public @Nullable InputStream getResourceAsStream(String name) {
        Found here = jars.find(name);
        return here == null
                ? parent.getResourceAsStream(name)
                : new ByteArrayInputStream(here.bytes());
    }

    /**
     * Deregisters the drivers of this loader, then closes its jars. Classes not loaded by then
     * cannot be loaded any more.
     */
    @Override
    public void close() throws IOException {
        controls.deregisterDrivers();
        jars.close();
        super.close();
    }

    private Controls newControls() {
        try {
            Class<?> type = loadClass(RUNTIME + "RuntimeControls");
            return (Controls) type.getConstructor().newInstance();
        } catch (ReflectiveOperationException e) {
            throw new IllegalStateException("the runtime of this loader cannot be made", e);
        }
    }
}
