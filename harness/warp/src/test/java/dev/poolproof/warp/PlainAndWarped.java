package dev.poolproof.warp;

import java.lang.reflect.Method;
import org.junit.jupiter.api.extension.ExtensionContext;
import org.junit.jupiter.api.extension.ReflectiveInvocationContext;

/**
 * Runs a test method twice, as it is and rewritten: what holds for the JDK must hold for what takes
 * its place.
 */
final class PlainAndWarped extends Warped {
    @Override
    public void interceptTestMethod(
            Invocation<Void> invocation,
            ReflectiveInvocationContext<Method> context,
            ExtensionContext extension)
            throws Throwable {
        invocation.proceed();
        runWarped(context, extension);
    }
}
