package dev.poolproof.warp;

import dev.poolproof.warp.runtime.RuntimeControls;
import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.lang.System.Logger.Level;
import java.lang.instrument.ClassFileTransformer;
import java.lang.instrument.Instrumentation;
import java.security.ProtectionDomain;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * The same rewriting for the pools and drivers of a whole application: {@code
 * -javaagent:poolproof-warp.jar=60}, or with the beginnings of the names of the classes to rewrite,
 * {@code =60,com.zaxxer.hikari.;org.postgresql.}. There is one scale for the JVM, from its start
 * on.
 */
public final class WarpAgent {
    private static final List<String> POOLS_AND_DRIVERS =
            List.of(
                    "com.zaxxer.hikari.",
                    "org.apache.commons.dbcp2.",
                    "org.apache.commons.pool2.",
                    "org.apache.tomcat.jdbc.",
                    "com.mchange.",
                    "io.agroal.",
                    "org.vibur.",
                    "com.alibaba.druid.",
                    "org.postgresql.",
                    "com.mysql.cj.",
                    "org.mariadb.jdbc.");
    private static final System.Logger LOG = System.getLogger(WarpAgent.class.getName());

    private WarpAgent() {}

    /**
     * Called by the JVM before the application's {@code main}.
     *
     * @param argument the scale from 1 to 1000, then the names if others than those of the known
     *     pools and drivers
     */
    public static void premain(String argument, Instrumentation instrumentation) {
        String[] parts = argument.split(",", 2);
        double scale = Double.parseDouble(parts[0]);
        WarpLoader.checkScale(scale);
        List<String> prefixes =
                parts.length == 1 ? POOLS_AND_DRIVERS : List.of(parts[1].split(";"));
        RuntimeControls controls = new RuntimeControls();
        controls.rewritten(type -> prefixes.stream().anyMatch(type.getName()::startsWith));
        controls.timeScale(scale);
        instrumentation.addTransformer(new Transformer(prefixes));
    }

    private record Transformer(List<String> prefixes) implements ClassFileTransformer {
        @Override
        public byte @Nullable [] transform(
                @Nullable ClassLoader loader,
                @Nullable String name,
                @Nullable Class<?> redefined,
                @Nullable ProtectionDomain domain,
                byte[] classFile) {
            if (name == null
                    || loader == null
                    || loader instanceof WarpLoader
                    || prefixes.stream().noneMatch(name.replace('/', '.')::startsWith)) {
                return null;
            }
            try {
                Rewritten rewritten = new ClassRewriter(it -> read(loader, it)).rewrite(classFile);
                WarpReport.of(rewritten.sites())
                        .unknown()
                        .forEach(it -> LOG.log(Level.WARNING, "stays in real time: {0}", it));
                return rewritten.bytes();
            } catch (RuntimeException e) {
                // The JVM would swallow it and run the class as it is.
                LOG.log(Level.ERROR, "cannot rewrite " + name, e);
                return null;
            }
        }

        private static byte @Nullable [] read(ClassLoader loader, String internalName) {
            try (InputStream in = loader.getResourceAsStream(internalName + ".class")) {
                return in == null ? null : in.readAllBytes();
            } catch (IOException e) {
                throw new UncheckedIOException("cannot read " + internalName, e);
            }
        }
    }
}
