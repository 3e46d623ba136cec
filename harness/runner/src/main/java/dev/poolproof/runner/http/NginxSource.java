package dev.poolproof.runner.http;

import dev.poolproof.http.emulation.EmulatedNginx;
import dev.poolproof.http.nginx.LocalNginx;
import dev.poolproof.http.nginx.Nginx;
import dev.poolproof.http.nginx.NginxBinary;
import dev.poolproof.http.nginx.NginxException;
import dev.poolproof.http.nginx.NginxLauncher;
import dev.poolproof.http.nginx.NginxSettings;
import dev.poolproof.runner.artifact.ArtifactException;
import dev.poolproof.runner.artifact.ContextLoader;
import dev.poolproof.runner.artifact.LateLoader;
import dev.poolproof.runner.database.Backend;
import java.io.IOException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.util.List;
import java.util.function.Function;
import org.jspecify.annotations.Nullable;

/** Where the nginxes of a run come from. Safe for use by several threads. */
public abstract sealed class NginxSource {
    /** nginx asks its origin for nothing before a client does. */
    private static final InetSocketAddress NOWHERE =
            new InetSocketAddress(InetAddress.getLoopbackAddress(), 9);

    private NginxSource() {}

    /**
     * Finds out what there is on this machine.
     *
     * @throws HttpServiceException if what was asked for cannot be had
     */
    public static NginxSource of(NginxChoice choice, Backend backend) throws HttpServiceException {
        return switch (choice) {
            case EMULATED -> new Emulated();
            case LOCAL -> local();
            case CONTAINER -> container();
            case AUTO -> {
                if (backend == Backend.TESTCONTAINERS) {
                    yield container();
                }
                try {
                    yield local();
                } catch (HttpServiceException e) {
                    yield new Emulated(); // which every cell says
                }
            }
        };
    }

    /** Starts one at once, so that what is missing for that is told before a cell is played. */
    private static NginxSource container() throws HttpServiceException {
        try {
            // It stays open: the library's own threads need it until the JVM ends.
            LateLoader loader =
                    LateLoader.ofTestcontainers(
                            Nginx.class.getPackageName().replaceFirst("nginx$", "container"));
            NginxLauncher containers = loader.make("ContainerLauncher", NginxLauncher.class);
            NginxLauncher launcher =
                    (settings, origin) -> {
                        ContextLoader context = ContextLoader.of(loader);
                        try {
                            return containers.start(settings, origin);
                        } finally {
                            context.close();
                        }
                    };
            try (Nginx probe = launcher.start(NginxSettings.DEFAULT, NOWHERE)) {
                return new Real(
                        probe.version().replace(" in a container", " (container)"),
                        launcher,
                        settings -> null); // it says so itself when it is started
            }
        } catch (ArtifactException | NginxException | IOException | RuntimeException e) {
            throw new HttpServiceException(
                    "it cannot be started in a container: " + e.getMessage(), e);
        }
    }

    private static NginxSource local() throws HttpServiceException {
        try {
            NginxBinary binary = NginxBinary.find();
            return new Real(
                    binary.version() + " (local)",
                    (settings, origin) -> LocalNginx.start(binary, settings, origin),
                    LocalNginx::refuses);
        } catch (NginxException e) {
            throw new HttpServiceException(String.valueOf(e.getMessage()), e);
        }
    }

    /** As the matrix shows it: {@code nginx 1.22.1 (local)}, or {@code nginx (emulated)}. */
    public abstract String label();

    /** What of it differs from the real one, as sentences. */
    public abstract List<String> shortcomings();

    /** Why it does not take these settings, in words; {@code null} if it does. */
    public abstract @Nullable String refuses(NginxSettings settings);

    /** Starts one; it accepts when this returns. */
    abstract Nginx start(NginxSettings settings, InetSocketAddress origin)
            throws NginxException, IOException;

    private static final class Real extends NginxSource {
        private final String label;
        private final NginxLauncher launcher;
        private final Function<NginxSettings, @Nullable String> refuses;

        Real(
                String label,
                NginxLauncher launcher,
                Function<NginxSettings, @Nullable String> refuses) {
            this.label = label;
            this.launcher = launcher;
            this.refuses = refuses;
        }

        @Override
        public String label() {
            return label;
        }

        @Override
        public List<String> shortcomings() {
            return List.of();
        }

        @Override
        public @Nullable String refuses(NginxSettings settings) {
            return refuses.apply(settings);
        }

        @Override
        Nginx start(NginxSettings settings, InetSocketAddress origin)
                throws NginxException, IOException {
            return launcher.start(settings, origin);
        }
    }

    private static final class Emulated extends NginxSource {
        @Override
        public String label() {
            return "nginx (emulated)";
        }

        @Override
        public List<String> shortcomings() {
            return List.of(
                    "nginx is emulated: what nginx 1.22.1 was seen to do, of the directives that docs/fidelity.md was written with");
        }

        @Override
        public @Nullable String refuses(NginxSettings settings) {
            return EmulatedNginx.refuses(settings);
        }

        @Override
        Nginx start(NginxSettings settings, InetSocketAddress origin) throws IOException {
            return EmulatedNginx.start(settings, origin);
        }
    }
}
