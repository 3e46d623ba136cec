package dev.poolproof.warp;

import java.lang.reflect.Executable;
import java.util.Arrays;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.ConcurrentHashMap;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;
import org.objectweb.asm.Type;

/** The types of the JDK this JVM runs on. */
final class JdkTypes {
    private static final List<String> PREFIXES =
            List.of("java/", "javax/", "jdk/", "sun/", "com/sun/");
    private static final Map<String, Optional<Class<?>>> FOUND = new ConcurrentHashMap<>();

    private JdkTypes() {}

    /** The JDK's class of that internal name; null if the JDK has none. */
    static @Nullable Class<?> find(String internalName) {
        if (PREFIXES.stream().noneMatch(internalName::startsWith)) {
            return null;
        }
        return FOUND.computeIfAbsent(internalName, JdkTypes::load).orElse(null);
    }

    private static Optional<Class<?>> load(String internalName) {
        try {
            String name = internalName.replace('/', '.');
            return Optional.of(Class.forName(name, false, ClassLoader.getPlatformClassLoader()));
        } catch (ClassNotFoundException notOfTheJdk) {
            // Libraries may live under javax, too.
            return Optional.empty();
        }
    }

    /** Whether {@code type} has the called method, its own or inherited. */
    static boolean has(Class<?> type, Call call) {
        if (call.name().equals("<init>")) {
            return declares(type.getDeclaredConstructors(), call);
        }
        for (Class<?> at = type; at != null; at = at.getSuperclass()) {
            if (declares(at.getDeclaredMethods(), call)) {
                return true;
            }
        }
        return declares(type.getMethods(), call)
                || declares(Object.class.getDeclaredMethods(), call);
    }

    private static boolean declares(Executable[] candidates, Call call) {
        Type[] wanted = Type.getArgumentTypes(call.descriptor());
        return Stream.of(candidates)
                .filter(it -> call.name().equals("<init>") || it.getName().equals(call.name()))
                .map(it -> Stream.of(it.getParameterTypes()).map(Type::getType).toArray())
                .anyMatch(parameters -> Arrays.equals(wanted, parameters));
    }
}
