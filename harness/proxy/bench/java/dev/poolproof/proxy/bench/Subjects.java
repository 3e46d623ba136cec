package dev.poolproof.proxy.bench;

import org.jspecify.annotations.Nullable;

import java.io.IOException;
import java.net.InetAddress;
import java.net.ServerSocket;
import java.net.Socket;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.Deque;
import java.util.List;

/** Starts the processes, and ends those that still run when it is closed. */
final class Subjects implements AutoCloseable {
    static final String DIRECT = "no proxy";
    static final String PLAIN = "Poolproof, no hop";
    static final String HOP = "Poolproof, one hop";
    static final String HAPROXY = "HAProxy";
    static final String TOXIPROXY = "Toxiproxy";

    private static final int SPARE_CONNECTIONS = 100;

    private final Path work;
    private final int connections;
    private final @Nullable String toxiproxy;
    private final Deque<Subject> started = new ArrayDeque<>();
    private final Subject server;

    /**
     * @param work a directory for configurations and logs
     * @param connections how many are open at most
     * @param toxiproxy the server's binary; null for none
     */
    Subjects(Path work, int connections, @Nullable String toxiproxy) throws IOException {
        this.work = work;
        this.connections = connections;
        this.toxiproxy = toxiproxy;
        this.server = keep(Subject.announcing(DIRECT, java(LoadServer.class)));
    }

    Subject direct() {
        return server;
    }

    /**
     * @param hop none, or one as {@link ProxyUnderTest} takes it
     */
    Subject poolproof(String name, String... hop) throws IOException {
        List<String> arguments = new ArrayList<>(List.of(String.valueOf(port(server))));
        arguments.addAll(Arrays.asList(hop));
        return keep(
                Subject.announcing(
                        name, java(ProxyUnderTest.class, arguments.toArray(String[]::new))));
    }

    /**
     * @param idleSeconds its timeouts
     */
    Subject haproxy(int idleSeconds) throws IOException, InterruptedException {
        int port = freePort();
        Path file = Files.createTempFile(work, "haproxy", ".cfg");
        Files.writeString(
                file,
                """
                global
                    nbthread %d
                    maxconn %d
                defaults
                    mode tcp
                    option splice-auto
                    timeout connect 5s
                    timeout client %ds
                    timeout server %ds
                listen relay
                    bind 127.0.0.1:%d backlog 8192
                    server load 127.0.0.1:%d
                """
                        .formatted(
                                Runtime.getRuntime().availableProcessors(),
                                connections + SPARE_CONNECTIONS,
                                idleSeconds,
                                idleSeconds,
                                port,
                                port(server)));
        return listening(
                HAPROXY, start("haproxy", List.of("haproxy", "-db", "-f", file.toString())), port);
    }

    boolean hasToxiproxy() {
        return toxiproxy != null;
    }

    /**
     * @param toxic of its API, as JSON; null for none
     */
    Subject toxiproxy(@Nullable String toxic) throws IOException, InterruptedException {
        int control = freePort();
        int port = freePort();
        Process process =
                start(
                        "toxiproxy",
                        List.of(String.valueOf(toxiproxy), "-port", String.valueOf(control)));
        Subject api = listening(TOXIPROXY + "'s API", process, control);
        post(
                api,
                "/proxies",
                "{\"name\":\"relay\",\"listen\":\"127.0.0.1:%d\",\"upstream\":\"127.0.0.1:%d\"}"
                        .formatted(port, port(server)));
        if (toxic != null) {
            post(api, "/proxies/relay/toxics", toxic);
        }
        return listening(TOXIPROXY, process, port);
    }

    @Override
    public void close() throws IOException {
        for (Subject subject : started) {
            subject.close();
        }
    }

    private static void post(Subject api, String path, String body)
            throws IOException, InterruptedException {
        URI uri = URI.create("http://127.0.0.1:" + port(api) + path);
        HttpResponse<String> response =
                HttpClient.newHttpClient()
                        .send(
                                HttpRequest.newBuilder(uri)
                                        .POST(HttpRequest.BodyPublishers.ofString(body))
                                        .build(),
                                HttpResponse.BodyHandlers.ofString());
        if (response.statusCode() / 100 != 2) {
            throw new IOException(uri + " answered " + response.body());
        }
    }

    private Subject listening(String name, Process process, int port)
            throws IOException, InterruptedException {
        Subject subject = keep(Subject.listening(name, process, port));
        for (int attempt = 0; attempt < 100 && process.isAlive(); attempt++) {
            try (Socket probe = new Socket()) {
                probe.connect(subject.address());
                return subject;
            } catch (IOException e) {
                Thread.sleep(50); // it is still starting
            }
        }
        throw new IOException(name + " did not start; its log is in " + work);
    }

    private Process java(Class<?> main, String... arguments) throws IOException {
        List<String> command =
                new ArrayList<>(
                        List.of(
                                Path.of(System.getProperty("java.home"), "bin", "java").toString(),
                                "-Xmx512m",
                                "-cp",
                                System.getProperty("java.class.path"),
                                main.getName()));
        command.addAll(Arrays.asList(arguments));
        return new ProcessBuilder(command)
                .redirectError(Files.createTempFile(work, main.getSimpleName(), ".log").toFile())
                .start();
    }

    private Process start(String name, List<String> command) throws IOException {
        return new ProcessBuilder(command)
                .redirectErrorStream(true)
                .redirectOutput(Files.createTempFile(work, name, ".log").toFile())
                .start();
    }

    private Subject keep(Subject subject) {
        started.push(subject);
        return subject;
    }

    private static int port(Subject subject) {
        return subject.address().getPort();
    }

    private static int freePort() throws IOException {
        try (ServerSocket probe = new ServerSocket(0, 1, InetAddress.getLoopbackAddress())) {
            return probe.getLocalPort();
        }
    }
}
