package dev.poolproof.warp.runtime;

import java.lang.invoke.MethodType;
import java.lang.reflect.Method;
import java.lang.reflect.Modifier;
import java.util.Map;
import java.util.concurrent.ConcurrentHashMap;
import java.util.function.Predicate;
import org.jspecify.annotations.Nullable;

/**
 * Tells whether an object implements a JDK method by rewritten code. Such code divides the time
 * itself, so a time passed to it must stay virtual: a library's own {@code BlockingQueue} called
 * through the JDK's interface, for instance.
 */
final class Receivers {
    private static final ClassLoader PLATFORM = ClassLoader.getPlatformClassLoader();
    private static final ClassValue<Map<String, Boolean>> ANSWERS =
            new ClassValue<>() {
                @Override
                protected Map<String, Boolean> computeValue(Class<?> type) {
                    return new ConcurrentHashMap<>();
                }
            };

    private static volatile Predicate<Class<?>> rewritten =
            type -> type.getClassLoader() == Receivers.class.getClassLoader();

    private Receivers() {}

    /** Says which classes are rewritten where a class loader does not tell, as under an agent. */
    static void rewritten(Predicate<Class<?>> classes) {
        rewritten = classes;
    }

    /**
     * Whether the implementation that {@code receiver} has of {@code method} is rewritten code.
     *
     * @param receiver null is answered with no: the call that follows throws the exception
     * @param method name and descriptor as in a class file, {@code awaitNanos(J)J}
     */
    static boolean keepsVirtualTime(@Nullable Object receiver, String method) {
        if (receiver == null || isJdk(receiver.getClass())) {
            return false;
        }
        Class<?> type = receiver.getClass();
        return ANSWERS.get(type)
                .computeIfAbsent(method, key -> isImplementedByRewritten(type, key));
    }

    private static boolean isImplementedByRewritten(Class<?> type, String method) {
        for (Class<?> at = type; at != null && !isJdk(at); at = at.getSuperclass()) {
            if (declares(at, method)) {
                return rewritten.test(at);
            }
        }
        return false;
    }

    private static boolean declares(Class<?> type, String method) {
        Method[] all;
        try {
            all = type.getDeclaredMethods();
        } catch (NoClassDefFoundError lacksAnOptionalLibrary) {
            // The method cannot be looked for; who extends a JDK type of this kind mostly does it
            // to override.
            return true;
        }
        for (Method declared : all) {
            if (!Modifier.isStatic(declared.getModifiers())
                    && method.equals(declared.getName() + descriptor(declared))) {
                return true;
            }
        }
        return false;
    }

    private static String descriptor(Method method) {
        return MethodType.methodType(method.getReturnType(), method.getParameterTypes())
                .toMethodDescriptorString();
    }

    private static boolean isJdk(Class<?> type) {
        ClassLoader loader = type.getClassLoader();
        return loader == null || loader == PLATFORM;
    }
}
