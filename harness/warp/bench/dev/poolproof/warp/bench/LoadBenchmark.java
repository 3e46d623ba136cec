package dev.poolproof.warp.bench;

import com.zaxxer.hikari.HikariDataSource;
import dev.poolproof.warp.WarpLoader;
import java.io.IOException;
import java.net.URISyntaxException;
import java.net.URL;
import java.net.URLClassLoader;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.TimeUnit;
import java.util.jar.JarFile;
import org.openjdk.jmh.annotations.Benchmark;
import org.openjdk.jmh.annotations.BenchmarkMode;
import org.openjdk.jmh.annotations.Fork;
import org.openjdk.jmh.annotations.Measurement;
import org.openjdk.jmh.annotations.Mode;
import org.openjdk.jmh.annotations.OutputTimeUnit;
import org.openjdk.jmh.annotations.Scope;
import org.openjdk.jmh.annotations.Setup;
import org.openjdk.jmh.annotations.State;
import org.openjdk.jmh.annotations.Warmup;
import org.postgresql.Driver;

/** What it costs to load all classes of HikariCP and pgjdbc; one shot, in a JVM that has done it a few times. */
@State(Scope.Benchmark)
@BenchmarkMode(Mode.SingleShotTime)
@OutputTimeUnit(TimeUnit.MILLISECONDS)
@Fork(2)
@Warmup(iterations = 5)
@Measurement(iterations = 10)
public class LoadBenchmark {
    private static final ClassLoader PARENT = LoadBenchmark.class.getClassLoader();

    private final List<Path> jars = List.of(jarOf(HikariDataSource.class), jarOf(Driver.class));
    private final List<String> names = new ArrayList<>();

    @Setup
    public void readNames() throws IOException {
        for (Path jar : jars) {
            try (JarFile file = new JarFile(jar.toFile())) {
                file.stream()
                        .map(Object::toString)
                        .filter(it -> it.endsWith(".class") && !it.contains("-"))
                        .map(it -> it.substring(0, it.length() - 6).replace('/', '.'))
                        .forEach(names::add);
            }
        }
    }

    @Benchmark
    public int plain() throws IOException {
        URL[] urls = {url(jars.get(0)), url(jars.get(1))};
        // Without the parent's copies of the same jars.
        try (URLClassLoader loader =
                new URLClassLoader(urls, ClassLoader.getPlatformClassLoader())) {
            return loadAll(loader);
        }
    }

    @Benchmark
    public int warpedForTheFirstTime() throws IOException {
        try (URLClassLoader freshParent = new URLClassLoader(new URL[0], PARENT);
                WarpLoader loader = WarpLoader.open(jars, List.of(), freshParent)) {
            return loadAll(loader);
        }
    }

    @Benchmark
    public int warpedAgain() throws IOException {
        try (WarpLoader loader = WarpLoader.open(jars, List.of(), PARENT)) {
            return loadAll(loader);
        }
    }

    private int loadAll(ClassLoader loader) {
        int loaded = 0;
        for (String name : names) {
            try {
                loaded += Class.forName(name, false, loader) == null ? 0 : 1;
            } catch (ClassNotFoundException | NoClassDefFoundError lacksAnOptionalLibrary) {
                // The same few for every loader.
                continue;
            }
        }
        return loaded;
    }

    private static URL url(Path path) throws IOException {
        return path.toUri().toURL();
    }

    private static Path jarOf(Class<?> type) {
        try {
            return Path.of(type.getProtectionDomain().getCodeSource().getLocation().toURI());
        } catch (URISyntaxException e) {
            throw new IllegalStateException("no path: " + type, e);
        }
    }
}
