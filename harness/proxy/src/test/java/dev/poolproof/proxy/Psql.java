package dev.poolproof.proxy;

import static java.nio.charset.StandardCharsets.UTF_8;
import static java.util.concurrent.TimeUnit.MILLISECONDS;
import static java.util.concurrent.TimeUnit.SECONDS;
import static org.awaitility.Awaitility.await;
import static org.junit.jupiter.api.Assumptions.abort;

import java.io.BufferedReader;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.io.Writer;
import java.time.Duration;
import java.util.List;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.stream.Collectors;

/** PostgreSQL's own client, which is made of libpq, as a process. */
final class Psql implements AutoCloseable {
    private static final String READY = "ready";

    private final List<String> lines = new CopyOnWriteArrayList<>();
    private final Process process;
    private final Writer input;
    private final Thread reader;

    /** Ends the test as skipped unless it is installed with this major version. */
    static void assumeInstalled(int major) {
        String version;
        try (BufferedReader said =
                new ProcessBuilder("psql", "--version").start().inputReader(UTF_8)) {
            version = String.valueOf(said.readLine());
        } catch (IOException e) {
            version = "none: " + e.getMessage();
        }
        if (!version.startsWith("psql (PostgreSQL) %d.".formatted(major))) {
            abort("its words are psql %d's; here it is: %s".formatted(major, version));
        }
    }

    /**
     * Begins to connect to a port of loopback.
     *
     * @param settings further ones, as libpq writes them
     */
    Psql(int port, String application, String settings) throws IOException {
        String where =
                ("host=127.0.0.1 port=%d user=postgres dbname=postgres sslmode=disable"
                                + " gssencmode=disable application_name=%s %s")
                        .formatted(port, application, settings);
        ProcessBuilder builder =
                new ProcessBuilder("psql", "-X", "-q", "-A", "-t", "-w", where)
                        .redirectErrorStream(true);
        builder.environment().put("LC_ALL", "C");
        process = builder.start();
        input = process.outputWriter(UTF_8);
        reader = new Thread(() -> read(process.inputReader(UTF_8)), "psql-reader");
        reader.setDaemon(true);
        reader.start();
    }

    /** Waits until it is connected, or has failed to. */
    void awaitConnected() throws IOException {
        say("\\echo " + READY + "\n");
        await().atMost(30, SECONDS)
                .pollInterval(Duration.ofMillis(5))
                .until(() -> lines.contains(READY) || !process.isAlive());
    }

    /** All that it prints until it has ended after this query, as one line. */
    String ask(String sql, Duration patience) throws IOException, InterruptedException {
        say(sql + ";\n\\q\n");
        if (!process.waitFor(patience.toMillis(), MILLISECONDS)) {
            return "waits, without a limit of its own";
        }
        reader.join();
        return lines.stream()
                .filter(line -> !line.equals(READY) && !line.startsWith("\t"))
                .map(line -> line.replaceAll("port \\d+", "port PORT"))
                // libpq has two ways to say so, and which one comes depends on the moment.
                .map(
                        line ->
                                line.replace(
                                        "failed: Connection reset by peer",
                                        "failed: server closed the connection unexpectedly"))
                .collect(Collectors.joining("; "));
    }

    @Override
    public void close() {
        process.destroyForcibly().onExit().join();
    }

    private void say(String text) throws IOException {
        try {
            input.write(text);
            input.flush();
        } catch (IOException e) {
            if (process.isAlive()) {
                throw e;
            }
            // It has given up already; its lines say why.
        }
    }

    private void read(BufferedReader from) {
        try (from) {
            from.lines().forEach(lines::add);
        } catch (IOException | UncheckedIOException e) {
            lines.add("ended: " + e.getMessage());
        }
    }
}
