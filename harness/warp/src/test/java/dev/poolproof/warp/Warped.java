package dev.poolproof.warp;

import java.lang.reflect.Constructor;
import java.lang.reflect.InvocationTargetException;
import java.lang.reflect.Method;
import java.util.List;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.extension.ExtensionContext;
import org.junit.jupiter.api.extension.ExtensionContext.Namespace;
import org.junit.jupiter.api.extension.InvocationInterceptor;
import org.junit.jupiter.api.extension.ReflectiveInvocationContext;

/**
 * Runs test methods rewritten: on a copy of their class that a {@link WarpLoader} defines, at a
 * scale of {@link #SCALE}.
 */
class Warped implements InvocationInterceptor {
    static final int SCALE = 50;

    @Override
    public void interceptTestMethod(
            Invocation<Void> invocation,
            ReflectiveInvocationContext<Method> context,
            ExtensionContext extension)
            throws Throwable {
        invocation.skip();
        runWarped(context, extension);
    }

    @Override
    public void interceptTestTemplateMethod(
            Invocation<Void> invocation,
            ReflectiveInvocationContext<Method> context,
            ExtensionContext extension)
            throws Throwable {
        interceptTestMethod(invocation, context, extension);
    }

    static void runWarped(ReflectiveInvocationContext<Method> context, ExtensionContext extension)
            throws Throwable {
        Method test = context.getExecutable();
        Class<?> type = loaderFor(extension).loadClass(context.getTargetClass().getName());
        Constructor<?> constructor = type.getDeclaredConstructor();
        constructor.setAccessible(true);
        Object copy = constructor.newInstance();
        try {
            invoke(
                    type.getDeclaredMethod(test.getName(), test.getParameterTypes()),
                    copy,
                    context.getArguments().toArray());
        } finally {
            for (Method method : type.getDeclaredMethods()) {
                if (method.isAnnotationPresent(AfterEach.class)) {
                    invoke(method, copy);
                }
            }
        }
    }

    private static void invoke(Method method, Object target, Object... arguments) throws Throwable {
        method.setAccessible(true);
        try {
            method.invoke(target, arguments);
        } catch (InvocationTargetException e) {
            throw e.getTargetException();
        }
    }

    /** One loader for all tests of a class; the store closes it. */
    private static WarpLoader loaderFor(ExtensionContext extension) {
        String name = extension.getRequiredTestClass().getName();
        return extension
                .getRoot()
                .getStore(Namespace.create(Warped.class))
                .getOrComputeIfAbsent(name, it -> open(name), WarpLoader.class);
    }

    private static WarpLoader open(String name) {
        WarpLoader loader =
                WarpLoader.open(List.of(), List.of(name), Warped.class.getClassLoader());
        loader.timeScale(SCALE);
        return loader;
    }
}
