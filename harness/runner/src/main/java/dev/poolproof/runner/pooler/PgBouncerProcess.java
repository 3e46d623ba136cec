package dev.poolproof.runner.pooler;

import static java.nio.charset.StandardCharsets.UTF_8;

import dev.poolproof.model.scenario.PgBouncer;
import dev.poolproof.runner.database.Credentials;
import dev.poolproof.runner.database.FreePorts;
import dev.poolproof.runner.database.ServerGuard;
import dev.poolproof.runner.recording.HistoryRecorder;
import java.io.BufferedReader;
import java.io.File;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.net.Socket;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.PosixFilePermissions;
import java.time.Duration;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.locks.LockSupport;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;

/**
 * The PgBouncer that is installed on this machine, run for one cell. Its times are divided by the
 * cell's time scale; it looks at them three times a second of the wall clock. Neither process nor
 * file outlives this, however the JVM ends.
 */
public final class PgBouncerProcess implements AutoCloseable {
    private static final String PROGRAM = "pgbouncer";

    /** Where packages put it, which an ordinary user's {@code PATH} leaves out. */
    private static final List<String> USUAL = List.of("/usr/sbin", "/usr/local/sbin");

    /** Rounded down to whole seconds by PgBouncer 1.18; with 0 every connect fails at once. */
    private static final String CONNECT_TIMEOUT = "server_connect_timeout";

    private static final long START_NANOS = TimeUnit.SECONDS.toNanos(20);
    private static final long TICK_NANOS = TimeUnit.MILLISECONDS.toNanos(10);

    private final PgBouncer wanted;
    private final Path home;
    private final int port;
    private final HistoryRecorder recorder;
    private final ServerGuard guard;
    private @Nullable Process process;

    private PgBouncerProcess(PgBouncer wanted, Path home, int port, HistoryRecorder recorder)
            throws IOException {
        this.wanted = wanted;
        this.home = home;
        this.port = port;
        this.recorder = recorder;
        this.guard = ServerGuard.over(home);
    }

    /** Why no cell can have one, in words; null if they can. */
    public static @Nullable String cannotBeHad() {
        return find() == null ? "no pgbouncer is installed on this machine" : null;
    }

    private static @Nullable Path find() {
        String path = System.getenv("PATH");
        Stream<String> onPath =
                path == null ? Stream.empty() : Arrays.stream(path.split(File.pathSeparator));
        return Stream.concat(onPath, USUAL.stream())
                .map(directory -> Path.of(directory, PROGRAM))
                .filter(Files::isExecutable)
                .findFirst()
                .orElse(null);
    }

    /**
     * Starts one and waits until it takes connections.
     *
     * @param database where it connects to
     * @param credentials that it lets in, and has there
     * @param recorder of the cell; told which clients it ends, and why
     * @throws UncheckedIOException if it does not start
     */
    public static PgBouncerProcess start(
            PgBouncer wanted,
            InetSocketAddress database,
            Credentials credentials,
            HistoryRecorder recorder) {
        try {
            Path home =
                    Files.createTempDirectory(
                            "poolproof-pgbouncer-",
                            // Whoever it runs as reads its files when it is told to.
                            PosixFilePermissions.asFileAttribute(
                                    PosixFilePermissions.fromString("rwxr-xr-x")));
            PgBouncerProcess made = new PgBouncerProcess(wanted, home, FreePorts.find(), recorder);
            try {
                made.run(database, credentials);
                return made;
            } catch (IOException | RuntimeException e) {
                made.close();
                throw e;
            }
        } catch (IOException e) {
            throw new UncheckedIOException("PgBouncer does not start: " + e.getMessage(), e);
        }
    }

    private void run(InetSocketAddress database, Credentials credentials) throws IOException {
        configure(database);
        Files.writeString(
                home.resolve("users.txt"),
                "\"%s\" \"%s\"%n"
                        .formatted(
                                credentials.user().replace("\"", "\"\""),
                                credentials.password().replace("\"", "\"\"")));
        List<String> command = new ArrayList<>(List.of(String.valueOf(find())));
        if (System.getProperty("user.name").equals("root")) {
            // It refuses to run as root.
            command.addAll(List.of("-u", "nobody"));
        }
        command.add(configuration().toString());
        Process started = new ProcessBuilder(command).redirectErrorStream(true).start();
        process = started;
        started.getOutputStream().close();
        Thread reader = new Thread(() -> follow(started), "poolproof-pgbouncer");
        reader.setDaemon(true);
        reader.start();
        long began = System.nanoTime();
        while (!listens()) {
            if (!started.isAlive() || System.nanoTime() - began > START_NANOS) {
                throw new IOException("it takes no connections");
            }
            LockSupport.parkNanos(TICK_NANOS);
        }
    }

    private boolean listens() {
        try (Socket socket = new Socket(InetAddress.getLoopbackAddress(), port)) {
            return socket.isConnected();
        } catch (IOException e) {
            // Not yet.
            return false;
        }
    }

    private Path configuration() {
        return home.resolve("pgbouncer.ini");
    }

    private void configure(InetSocketAddress database) throws IOException {
        List<String> lines =
                new ArrayList<>(
                        List.of(
                                "[databases]",
                                "* = host=%s port=%d"
                                        .formatted(
                                                database.getAddress().getHostAddress(),
                                                database.getPort()),
                                "[pgbouncer]",
                                "listen_addr = 127.0.0.1",
                                "listen_port = " + port,
                                "unix_socket_dir =",
                                "auth_type = trust",
                                "auth_file = " + home.resolve("users.txt"),
                                // What pgjdbc sends, and PgBouncer does not know.
                                "ignore_startup_parameters = extra_float_digits,options"));
        wanted.settings().forEach((name, value) -> lines.add(name + " = " + value));
        wanted.times().forEach((name, time) -> lines.add(name + " = " + wallSeconds(name, time)));
        Files.write(configuration(), lines);
    }

    /** It takes fractions of a second; only the shortest connect is longer. */
    private double wallSeconds(String name, Duration time) {
        double seconds = recorder.clock().scale().toWall(time).toMillis() / 1000.0;
        return name.equals(CONNECT_TIMEOUT) && !time.isZero() ? Math.max(1, seconds) : seconds;
    }

    /** Tells of the clients that it ends by itself. */
    private void follow(Process started) {
        try (BufferedReader lines = started.inputReader(UTF_8)) {
            String line = lines.readLine();
            while (line != null) {
                PgBouncerLog.told(line, recorder);
                line = lines.readLine();
            }
        } catch (IOException e) {
            // It has ended, and its log with it.
            assert e.getMessage() != null;
        }
    }

    /** Where it listens. */
    public InetSocketAddress address() {
        return new InetSocketAddress(InetAddress.getLoopbackAddress(), port);
    }

    /** Has it connect to {@code database} from now on; it keeps its clients. */
    public void leadTo(InetSocketAddress database) {
        Process running = process;
        if (running == null) {
            return;
        }
        try {
            configure(database);
            new ProcessBuilder("kill", "-HUP", String.valueOf(running.pid())).start().waitFor();
        } catch (IOException e) {
            throw new UncheckedIOException("PgBouncer cannot be told: " + e.getMessage(), e);
        } catch (InterruptedException e) {
            // The cell is being closed.
            Thread.currentThread().interrupt();
        }
    }

    @Override
    public void close() {
        if (process != null) {
            process.destroy();
            process = null;
        }
        guard.close();
    }
}
