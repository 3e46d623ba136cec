package dev.poolproof.http.nginx;

import java.io.IOException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.net.ServerSocket;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.PosixFilePermissions;
import java.time.Duration;
import java.util.List;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.locks.LockSupport;

/**
 * nginx of this machine below a temporary prefix, on a free port of loopback. Needs no root; where
 * the harness is root's, so is nginx's master, and its workers are of the user that nginx was
 * compiled for.
 */
public final class LocalNginx implements Nginx {
    private static final Duration START_PATIENCE = Duration.ofSeconds(20);
    private static final long LOOK_EVERY_NANOS = TimeUnit.MILLISECONDS.toNanos(5);

    /** Another process may take the free port before nginx does. */
    private static final int PORTS_TRIED = 3;

    private final NginxBinary binary;
    private final Path prefix;
    private final InetSocketAddress address;
    private final Spoiling spoiling;
    private final NginxProcess process;

    private LocalNginx(
            NginxBinary binary, Path prefix, InetSocketAddress address, NginxProcess process) {
        this.binary = binary;
        this.prefix = prefix;
        this.address = address;
        this.process = process;
        this.spoiling = new Spoiling(prefix);
    }

    /**
     * Starts nginx before {@code origin}, and spoils its temporary files; it accepts when this
     * returns.
     *
     * @throws NginxException if nginx does not take the settings, or does not start
     * @throws IOException if its files cannot be written
     */
    public static LocalNginx start(
            NginxBinary binary, NginxSettings settings, InetSocketAddress origin)
            throws NginxException, IOException {
        for (int tried = 1; ; tried++) {
            LocalNginx nginx = launch(binary, settings, origin);
            try {
                if (nginx.accepts()) {
                    nginx.spoiling.spoil(settings.breakage());
                    return nginx;
                }
            } catch (IOException e) {
                nginx.close();
                throw e;
            }
            String said = nginx.startupLog();
            nginx.close();
            if (tried == PORTS_TRIED || !said.contains("Address already in use")) {
                throw new NginxException(binary.version() + " does not start: " + said);
            }
        }
    }

    private static LocalNginx launch(
            NginxBinary binary, NginxSettings settings, InetSocketAddress origin)
            throws NginxException, IOException {
        Path prefix = Files.createTempDirectory("poolproof-nginx-");
        // Workers of another user have to pass through.
        Files.setPosixFilePermissions(prefix, PosixFilePermissions.fromString("rwx--x--x"));
        Files.createDirectory(prefix.resolve("logs"));
        InetSocketAddress listen = freePort();
        Files.writeString(
                prefix.resolve("nginx.conf"), NginxConfiguration.ofFiles(settings, listen, origin));
        String refused = binary.test(prefix);
        LocalNginx nginx =
                new LocalNginx(binary, prefix, listen, NginxProcess.start(binary.path(), prefix));
        if (!refused.isEmpty()) {
            nginx.close(); // which removes the prefix
            throw new NginxException(refused);
        }
        return nginx;
    }

    private static InetSocketAddress freePort() throws IOException {
        InetAddress loopback = InetAddress.getLoopbackAddress();
        try (ServerSocket socket = new ServerSocket(0, 1, loopback)) {
            return new InetSocketAddress(loopback.getHostAddress(), socket.getLocalPort());
        }
    }

    /**
     * Whether it accepts before our patience is at its end; nginx writes its pid once it listens.
     */
    private boolean accepts() throws IOException {
        Path pid = prefix.resolve("logs/nginx.pid");
        long deadlineNanos = System.nanoTime() + START_PATIENCE.toNanos();
        while (System.nanoTime() - deadlineNanos < 0) {
            if (Files.exists(pid) && Files.size(pid) > 0) {
                return true;
            }
            if (startupLog().contains("still could not bind()")
                    || Thread.currentThread().isInterrupted()) {
                return false;
            }
            LockSupport.parkNanos(LOOK_EVERY_NANOS);
        }
        return false;
    }

    private String startupLog() throws IOException {
        return String.join(System.lineSeparator(), lines(prefix.resolve("logs/startup.log")))
                + String.join(System.lineSeparator(), errorLog());
    }

    @Override
    public InetSocketAddress address() {
        return address;
    }

    @Override
    public String version() {
        return binary.version();
    }

    @Override
    public NginxFidelity fidelity() {
        return NginxFidelity.LOCAL;
    }

    @Override
    public List<String> errorLog() throws IOException {
        return lines(prefix.resolve("logs/error.log"));
    }

    @Override
    public List<String> accessLog() throws IOException {
        return lines(prefix.resolve("logs/access.log"));
    }

    private static List<String> lines(Path log) throws IOException {
        return Files.exists(log) ? Files.readAllLines(log, StandardCharsets.UTF_8) : List.of();
    }

    @Override
    public void repair() throws IOException {
        spoiling.repair();
    }

    @Override
    public void close() {
        process.close();
    }
}
