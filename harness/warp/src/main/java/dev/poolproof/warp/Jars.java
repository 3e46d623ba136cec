package dev.poolproof.warp;

import java.io.Closeable;
import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.net.MalformedURLException;
import java.net.URL;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.jar.JarEntry;
import java.util.jar.JarFile;
import java.util.jar.Manifest;
import java.util.stream.Stream;
import java.util.zip.ZipFile;
import org.jspecify.annotations.Nullable;

/**
 * A class path of jars, open for reading; of a multi-release jar the version for this JVM.
 * Thread-safe.
 */
final class Jars implements ClassBytes, Closeable {
    private final List<Jar> jars = new ArrayList<>();

    private record Jar(URL url, JarFile file) {}

    /**
     * A class file in a jar.
     *
     * @param jar where the jar is
     * @param file the open jar, for its manifest
     */
    record Found(URL jar, JarFile file, JarEntry entry) {
        byte[] bytes() {
            try (InputStream in = file.getInputStream(entry)) {
                return in.readAllBytes();
            } catch (IOException e) {
                throw new UncheckedIOException("cannot read " + entry + " of " + jar, e);
            }
        }

        Manifest manifest() {
            try {
                Manifest manifest = file.getManifest();
                return manifest == null ? new Manifest() : manifest;
            } catch (IOException e) {
                throw new UncheckedIOException("cannot read the manifest of " + jar, e);
            }
        }
    }

    /**
     * Opens the jars.
     *
     * @throws IllegalArgumentException if a path is not a jar
     */
    Jars(List<Path> paths) {
        for (Path path : paths) {
            try {
                if (!Files.isRegularFile(path)) {
                    throw new IllegalArgumentException("must be a jar, was " + path);
                }
                JarFile file =
                        new JarFile(
                                path.toFile(), true, ZipFile.OPEN_READ, JarFile.runtimeVersion());
                jars.add(new Jar(url(path), file));
            } catch (IOException e) {
                close();
                throw new IllegalArgumentException("must be a jar, was " + path, e);
            }
        }
    }

    static URL url(Path path) {
        try {
            return path.toUri().toURL();
        } catch (MalformedURLException e) {
            throw new IllegalArgumentException("must be a file, was " + path, e);
        }
    }

    /** The entry of the first jar that has it; null if none has. */
    @Nullable Found find(String name) {
        for (Jar jar : jars) {
            JarEntry entry = jar.file.getJarEntry(name);
            if (entry != null) {
                return new Found(jar.url, jar.file, entry);
            }
        }
        return null;
    }

    @Override
    public byte @Nullable [] read(String internalName) {
        Found found = find(internalName + ".class");
        return found == null ? null : found.bytes();
    }

    /** All class files, module descriptors left out. */
    Stream<Found> classes() {
        return jars.stream()
                .flatMap(
                        jar ->
                                jar.file
                                        .versionedStream()
                                        .filter(entry -> entry.getName().endsWith(".class"))
                                        .filter(entry -> !entry.getName().endsWith("-info.class"))
                                        .map(entry -> new Found(jar.url, jar.file, entry)));
    }

    @Override
    public void close() {
        for (Jar jar : jars) {
            try {
                jar.file.close();
            } catch (IOException e) {
                throw new UncheckedIOException("cannot close " + jar.url, e);
            }
        }
    }
}
