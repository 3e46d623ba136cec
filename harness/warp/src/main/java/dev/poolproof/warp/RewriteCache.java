package dev.poolproof.warp;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.lang.ref.SoftReference;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.FileTime;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.WeakHashMap;
import java.util.concurrent.ConcurrentHashMap;
import java.util.function.Supplier;
import org.jspecify.annotations.Nullable;

/**
 * Rewritten classes of one set of jars under one parent, shared by the loaders of both. Classes
 * that need no rewriting are held without their bytes. A set that no open loader uses may be
 * dropped when memory is short, or with its parent.
 */
final class RewriteCache {
    private static final Map<ClassLoader, Map<List<JarState>, SoftReference<RewriteCache>>> CACHES =
            new WeakHashMap<>();

    private final Map<String, Rewritten> classes = new ConcurrentHashMap<>();

    /** A jar as it was when it was read; another build of it is another key. */
    private record JarState(Path path, long size, FileTime modified) {
        static JarState of(Path path) {
            try {
                return new JarState(
                        path.toAbsolutePath().normalize(),
                        Files.size(path),
                        Files.getLastModifiedTime(path));
            } catch (IOException e) {
                throw new UncheckedIOException("cannot read " + path, e);
            }
        }
    }

    static RewriteCache of(List<Path> jars, ClassLoader parent) {
        List<JarState> key = jars.stream().map(JarState::of).toList();
        synchronized (CACHES) {
            Map<List<JarState>, SoftReference<RewriteCache>> ofParent =
                    CACHES.computeIfAbsent(parent, it -> new HashMap<>());
            ofParent.values().removeIf(it -> it.get() == null);
            SoftReference<RewriteCache> reference = ofParent.get(key);
            @Nullable RewriteCache known = reference == null ? null : reference.get();
            if (known != null) {
                return known;
            }
            RewriteCache fresh = new RewriteCache();
            ofParent.put(key, new SoftReference<>(fresh));
            return fresh;
        }
    }

    /** The rewritten class; made by {@code rewrite} the first time. */
    Rewritten get(String className, Supplier<Rewritten> rewrite) {
        return classes.computeIfAbsent(className, name -> rewrite.get());
    }
}
