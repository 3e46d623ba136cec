package dev.poolproof.http.container;

import dev.poolproof.http.nginx.FreePort;
import dev.poolproof.http.nginx.Nginx;
import dev.poolproof.http.nginx.NginxConfiguration;
import dev.poolproof.http.nginx.NginxException;
import dev.poolproof.http.nginx.NginxFidelity;
import dev.poolproof.http.nginx.NginxSettings;
import dev.poolproof.model.Names;
import dev.poolproof.model.scenario.Breakage;
import java.io.IOException;
import java.io.InputStream;
import java.net.InetSocketAddress;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;
import org.testcontainers.containers.Container.ExecResult;
import org.testcontainers.containers.GenericContainer;
import org.testcontainers.containers.output.OutputFrame.OutputType;
import org.testcontainers.containers.wait.strategy.Wait;
import org.testcontainers.images.builder.Transferable;
import org.testcontainers.utility.DockerImageName;

/**
 * nginx of an official image, in the network of this machine: between it and the origin, and it and
 * its clients, are the same buffers as for a local one, and no proxy of Docker's. Needs an engine
 * that runs on this very machine, so Linux.
 */
public final class ContainerNginx implements Nginx {
    private static final String SCRIPT = "/docker-entrypoint.d/50-break.sh";
    private static final int EXECUTABLE = 0755;

    private final GenericContainer<?> container;
    private final InetSocketAddress address;
    private final String version;

    private ContainerNginx(
            GenericContainer<?> container, InetSocketAddress address, String version) {
        this.container = container;
        this.address = address;
        this.version = version;
    }

    /**
     * Starts nginx before {@code origin}, and spoils its temporary files; it accepts when this
     * returns.
     *
     * @param image such as {@code nginx:1.26}
     * @throws NginxException if the engine does not start it, or a command in it fails
     */
    public static ContainerNginx start(
            String image, NginxSettings settings, InetSocketAddress origin)
            throws NginxException, IOException {
        InetSocketAddress listen = FreePort.find();
        GenericContainer<?> container =
                new GenericContainer<>(DockerImageName.parse(image))
                        .withNetworkMode("host")
                        .withCopyToContainer(
                                Transferable.of(
                                        NginxConfiguration.ofStreams(settings, listen, origin)),
                                "/etc/nginx/nginx.conf")
                        .withCopyToContainer(Transferable.of(script(), EXECUTABLE), SCRIPT)
                        .withCommand("nginx", "-p", "/var/cache/nginx/", "-g", "daemon off;")
                        .waitingFor(Wait.forSuccessfulCommand("test -s /run/nginx.pid"))
                        .withStartupTimeout(Duration.ofMinutes(1));
        if (settings.breakage() == Breakage.PROXY_TEMP_FULL) {
            container.withTmpFs(
                    Map.of("/var/cache/nginx/proxy_temp", "size=" + Breakage.DISK + ",mode=0700"));
        }
        try {
            container.start();
            ContainerNginx nginx = new ContainerNginx(container, listen, version(container));
            if (settings.breakage() != Breakage.NONE) {
                nginx.run(Names.of(settings.breakage()));
            }
            return nginx;
        } catch (RuntimeException | IOException e) {
            throw new NginxException(image + ": " + e.getMessage() + " " + end(container), e);
        }
    }

    /** Ends what was begun; its last words. */
    private static String end(GenericContainer<?> container) {
        try (container) {
            return container.getContainerId() == null ? "" : container.getLogs();
        } catch (RuntimeException e) {
            return "(its log cannot be read: " + e.getMessage() + ")";
        }
    }

    private static byte[] script() throws IOException {
        try (@Nullable InputStream in = ContainerNginx.class.getResourceAsStream("50-break.sh")) {
            if (in == null) {
                throw new IllegalStateException("50-break.sh is not in the jar");
            }
            return in.readAllBytes();
        }
    }

    private static String version(GenericContainer<?> container) throws IOException {
        String said = execute(container, "nginx", "-v").getStderr().strip();
        return said.replace("nginx version: nginx/", "nginx ") + " in a container";
    }

    private void run(String breakage) throws IOException {
        ExecResult result = execute(container, "sh", SCRIPT, breakage);
        if (result.getExitCode() != 0) {
            throw new IOException(breakage + ": " + result.getStderr());
        }
    }

    private static ExecResult execute(GenericContainer<?> container, String... command)
            throws IOException {
        try {
            return container.execInContainer(command);
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            throw new IOException("interrupted while a command ran in the container", e);
        }
    }

    @Override
    public InetSocketAddress address() {
        return address;
    }

    @Override
    public String version() {
        return version;
    }

    @Override
    public NginxFidelity fidelity() {
        return NginxFidelity.CONTAINER;
    }

    @Override
    public List<String> errorLog() {
        return container
                .getLogs(OutputType.STDERR)
                .lines()
                .filter(line -> line.contains("] "))
                .toList();
    }

    @Override
    public List<String> accessLog() {
        return container
                .getLogs(OutputType.STDOUT)
                .lines()
                .filter(line -> line.startsWith("\""))
                .toList();
    }

    @Override
    public void repair() throws IOException {
        run("repair");
    }

    @Override
    public void close() {
        container.close();
    }
}
