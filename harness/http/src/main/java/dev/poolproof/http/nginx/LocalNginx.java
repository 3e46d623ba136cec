package dev.poolproof.http.nginx;

import dev.poolproof.http.TemporaryDirectory;
import dev.poolproof.model.scenario.Breakage;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.net.InetSocketAddress;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.PosixFilePermissions;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.locks.LockSupport;
import org.jspecify.annotations.Nullable;

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
    private final Breakage breakage;
    private final NginxProcess process;

    private LocalNginx(
            NginxBinary binary,
            Path prefix,
            InetSocketAddress address,
            Breakage breakage,
            NginxProcess process) {
        this.binary = binary;
        this.prefix = prefix;
        this.address = address;
        this.breakage = breakage;
        this.process = process;
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
                    nginx.spoiling().spoil(settings.breakage());
                    return nginx;
                }
            } catch (IOException e) {
                nginx.close();
                throw e;
            }
            String said = nginx.startupLog();
            nginx.close();
            if (tried == PORTS_TRIED || !said.contains("Address already in use")) {
                throw new NginxException(
                        binary.version()
                                + " does not start: "
                                + (said.isEmpty() ? "it says nothing" : said));
            }
        }
    }

    private static LocalNginx launch(
            NginxBinary binary, NginxSettings settings, InetSocketAddress origin)
            throws NginxException, IOException {
        TemporaryDirectory prefix = TemporaryDirectory.create("poolproof-nginx-");
        try {
            InetSocketAddress listen = FreePort.find();
            prepare(prefix.path(), NginxConfiguration.ofFiles(settings, listen, origin));
            String refused = binary.test(prefix.path());
            if (!refused.isEmpty()) {
                throw new NginxException(refused);
            }
            Breakage breakage = settings.breakage();
            List<String> command = NginxProcess.command(binary.path(), prefix.path());
            if (breakage == Breakage.PROXY_TEMP_FULL) {
                command = SmallDisk.around(prefix.path(), command);
            }
            NginxProcess process = NginxProcess.start(command, prefix.path());
            return new LocalNginx(binary, prefix.path(), listen, breakage, process);
        } catch (NginxException | IOException | RuntimeException e) {
            remove(prefix, e); // else it is removed with the process
            throw e;
        }
    }

    /** Why these settings cannot be had on this machine, in words; {@code null} if they can. */
    public static @Nullable String refuses(NginxSettings settings) {
        return settings.breakage() == Breakage.PROXY_TEMP_FULL ? SmallDisk.refusal() : null;
    }

    private static void prepare(Path prefix, String configuration) throws IOException {
        // Workers of another user have to pass through.
        Files.setPosixFilePermissions(prefix, PosixFilePermissions.fromString("rwx--x--x"));
        Files.createDirectory(prefix.resolve("logs"));
        Files.writeString(prefix.resolve("nginx.conf"), configuration);
    }

    private static void remove(TemporaryDirectory prefix, Exception cause) {
        try {
            prefix.close();
        } catch (UncheckedIOException e) {
            cause.addSuppressed(e);
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
                    || process.hasEnded()
                    || Thread.currentThread().isInterrupted()) {
                return false;
            }
            LockSupport.parkNanos(LOOK_EVERY_NANOS);
        }
        return false;
    }

    private String startupLog() throws IOException {
        List<String> said = new ArrayList<>();
        for (String log : List.of("startup.log", "error.log", "said.log")) {
            said.addAll(lines(prefix.resolve("logs").resolve(log)));
        }
        return String.join(System.lineSeparator(), said);
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
        spoiling().repair();
    }

    private Spoiling spoiling() throws IOException {
        boolean isWithin = breakage == Breakage.PROXY_TEMP_FULL;
        return new Spoiling(isWithin ? process.prefixWithin() : prefix);
    }

    @Override
    public void close() {
        process.close();
    }
}
