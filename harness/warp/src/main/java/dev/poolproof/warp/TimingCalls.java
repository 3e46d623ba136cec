package dev.poolproof.warp;

import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;
import org.jspecify.annotations.Nullable;

/**
 * Finds out whether a call of the libraries is a timing call of the JDK, also where a library class
 * inherits it. Thread-safe.
 */
final class TimingCalls {
    private static final Set<String> DRIVER_PACKAGES =
            Set.of("java.sql", "javax.sql", "javax.transaction.xa");

    private final ClassBytes libraries;
    private final Map<String, Optional<ClassShape>> shapes = new ConcurrentHashMap<>();

    TimingCalls(ClassBytes libraries) {
        this.libraries = libraries;
    }

    /** What is known of the call; null if it has nothing to do with time. */
    @Nullable Finding find(Call call) {
        if (TimingTable.rulesFor(call.name()).isEmpty() && !TimingSigns.suspects(call)) {
            return null;
        }
        return call.owner().startsWith("[") ? null : findFrom(call.owner(), call);
    }

    private @Nullable Finding findFrom(String owner, Call call) {
        Class<?> jdkType = JdkTypes.find(owner);
        if (jdkType != null) {
            return judge(jdkType, call);
        }
        ClassShape shape = shapes.computeIfAbsent(owner, this::readShape).orElse(null);
        // A library's own method is rewritten itself, so a call of it has nothing to convert.
        if (shape == null || shape.bodies().contains(call.key()) || call.name().equals("<init>")) {
            return null;
        }
        Finding found = shape.superName() == null ? null : findFrom(shape.superName(), call);
        for (String parent : shape.interfaces()) {
            found = found == null ? findFrom(parent, call) : found;
        }
        return found;
    }

    private Optional<ClassShape> readShape(String name) {
        return Optional.ofNullable(libraries.read(name)).map(ClassShape::of);
    }

    private static @Nullable Finding judge(Class<?> type, Call call) {
        for (Rule rule : TimingTable.rulesFor(call.name())) {
            if (rule.matches(call, type)) {
                return new Finding(type, rule);
            }
        }
        boolean unknown =
                TimingSigns.suspects(call)
                        && !isImplementedByDrivers(type)
                        && JdkTypes.has(type, call);
        return unknown ? new Finding(type, null) : null;
    }

    /**
     * The timeouts of JDBC and of transactions are the drivers' affair, and theirs are rewritten.
     */
    private static boolean isImplementedByDrivers(Class<?> type) {
        return type.isInterface() && DRIVER_PACKAGES.contains(type.getPackageName());
    }
}
