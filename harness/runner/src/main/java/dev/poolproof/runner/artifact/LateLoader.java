package dev.poolproof.runner.artifact;

import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.net.MalformedURLException;
import java.net.URL;
import java.net.URLClassLoader;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * Loads one package of ours beside a library of which we ship nothing, and which is fetched when
 * the loader is opened.
 */
public final class LateLoader extends URLClassLoader {
    static {
        registerAsParallelCapable();
    }

    private final String ownPackage;

    private LateLoader(List<Path> jars, String ownPackage) {
        super(
                "late",
                jars.stream().map(LateLoader::url).toArray(URL[]::new),
                LateLoader.class.getClassLoader());
        this.ownPackage = ownPackage;
    }

    /**
     * Fetches libraries with all that they need.
     *
     * @param ownPackage ours that is compiled against them
     * @throws ArtifactException if they cannot be had
     */
    public static LateLoader open(List<MavenCoordinates> libraries, String ownPackage)
            throws ArtifactException {
        List<Path> jars = new ArrayList<>();
        try (ArtifactResolver resolver = ArtifactResolver.open()) {
            for (MavenCoordinates library : libraries) {
                jars.addAll(resolver.jars(library));
            }
        }
        return new LateLoader(jars, ownPackage);
    }

    /**
     * Fetches Testcontainers.
     *
     * @param ownPackage ours that is compiled against it
     * @throws ArtifactException if it cannot be had
     */
    public static LateLoader ofTestcontainers(String ownPackage) throws ArtifactException {
        return open(
                List.of(
                        new MavenCoordinates(
                                "org.testcontainers",
                                "testcontainers",
                                Versions.byDefault("testcontainers"))),
                ownPackage);
    }

    /**
     * A new one of a class of that package, which has a public constructor without parameters.
     *
     * @param simpleName of the class
     */
    public <T> T make(String simpleName, Class<T> type) {
        try {
            return Class.forName(ownPackage + "." + simpleName, true, this)
                    .asSubclass(type)
                    .getConstructor()
                    .newInstance();
        } catch (ReflectiveOperationException e) {
            throw new IllegalStateException(simpleName + " cannot be loaded", e);
        }
    }

    @Override
    protected Class<?> loadClass(String name, boolean resolve) throws ClassNotFoundException {
        if (!name.startsWith(ownPackage + ".")) {
            return super.loadClass(name, resolve);
        }
        synchronized (getClassLoadingLock(name)) {
            Class<?> loaded = findLoadedClass(name);
            return loaded == null ? define(name) : loaded;
        }
    }

    private Class<?> define(String name) throws ClassNotFoundException {
        String file = name.replace('.', '/') + ".class";
        try (@Nullable InputStream in = getParent().getResourceAsStream(file)) {
            if (in == null) {
                throw new ClassNotFoundException(name);
            }
            byte[] bytes = in.readAllBytes();
            return defineClass(name, bytes, 0, bytes.length);
        } catch (IOException e) {
            throw new ClassNotFoundException(name, e);
        }
    }

    private static URL url(Path jar) {
        try {
            return jar.toUri().toURL();
        } catch (MalformedURLException e) {
            throw new UncheckedIOException(e);
        }
    }
}
