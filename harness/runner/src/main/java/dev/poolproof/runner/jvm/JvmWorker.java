package dev.poolproof.runner.jvm;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import dev.poolproof.model.history.Failure;
import dev.poolproof.runner.artifact.ArtifactException;
import dev.poolproof.runner.artifact.ArtifactResolver;
import dev.poolproof.runner.cell.PoolLoader;
import dev.poolproof.runner.database.Dialects;
import dev.poolproof.runner.workload.Failures;
import java.io.BufferedReader;
import java.io.FileDescriptor;
import java.io.FileInputStream;
import java.io.IOException;
import java.io.InputStreamReader;
import java.nio.charset.StandardCharsets;
import java.sql.Connection;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.concurrent.TimeUnit;

/** The program of a worker in Java, with HikariCP of any version and a clock that runs faster. */
public final class JvmWorker {
    /** A pool that has not closed by then is left behind. */
    private static final long CLOSE_WALL_SECONDS = 2;

    private static final ObjectMapper JSON = new ObjectMapper();

    private final Reports reports;
    private final Assignment assignment;
    private final Containers containers;

    private JvmWorker(Reports reports, Assignment assignment, Containers containers) {
        this.reports = reports;
        this.assignment = assignment;
        this.containers = containers;
    }

    /** Runs the worker until its standard input ends; what it is told is in the environment. */
    public static void main(String[] arguments) throws IOException, InterruptedException {
        LogReports.silence();
        Reports reports = new Reports();
        try {
            Assignment assignment = Assignment.of(System.getenv());
            PoolLoader loader = loader(assignment);
            Map<String, ?> introduction =
                    Introduction.of(assignment, loader.profile(assignment.request()));
            Containers containers = new Containers(assignment, loader);
            containers.warmUp();
            LogReports.begin(reports);
            reports.write("ready", introduction);
            new JvmWorker(reports, assignment, containers).run();
        } catch (ArtifactException e) {
            reports.write("unavailable", Map.of("reason", String.valueOf(e.getMessage())));
        } catch (IllegalArgumentException e) {
            reports.write("refused", Map.of("reason", String.valueOf(e.getMessage())));
        }
    }

    private static PoolLoader loader(Assignment assignment) throws ArtifactException {
        try (ArtifactResolver resolver = ArtifactResolver.open()) {
            return PoolLoader.open(
                    PoolLoader.jars(resolver, assignment.pool(), assignment.driver()),
                    assignment.pool(),
                    assignment.driver());
        }
    }

    private void run() throws IOException, InterruptedException {
        try (BufferedReader commands =
                new BufferedReader(
                        new InputStreamReader(
                                new FileInputStream(FileDescriptor.in), StandardCharsets.UTF_8))) {
            for (String line = commands.readLine(); line != null; line = commands.readLine()) {
                take(JSON.readTree(line));
            }
        }
        Thread closing = daemon(containers::close);
        closing.join(TimeUnit.SECONDS.toMillis(CLOSE_WALL_SECONDS));
    }

    private void take(JsonNode command) {
        switch (command.path("command").asText()) {
            case "ping" -> reports.write("pong", Map.of());
            // The pools' timers go on until all threads are stopped, and are late afterwards.
            case "freeze" -> reports.write("freezing", Map.of());
            case "run" -> daemon(() -> invoke(command));
            default -> throw new IllegalStateException("there is no command " + command);
        }
    }

    private void invoke(JsonNode command) {
        long id = command.path("id").asLong();
        long before = System.nanoTime();
        Invocation invocation =
                new Invocation(
                        command, assignment.table(), Dialects.of(assignment.engine()).sleep());
        Map<String, Object> end = new LinkedHashMap<>();
        try {
            containers.invoke(
                    command.path("client").asInt(),
                    pool -> {
                        try (Connection connection = pool.dataSource().getConnection()) {
                            reports.write("borrowed", Map.of("id", id, "ms", millis(before)));
                            invocation.with(connection);
                        }
                    });
        } catch (Exception e) {
            end.put("failure", failure(Failures.of(e)));
        }
        end.put("id", id);
        end.put("ms", millis(before));
        reports.write("ended", end);
    }

    private static Map<String, Object> failure(Failure failure) {
        Map<String, Object> fields = new LinkedHashMap<>();
        fields.put("name", failure.exception());
        fields.put("message", failure.message());
        if (failure.sqlState() != null) {
            fields.put("sqlstate", failure.sqlState());
        }
        if (failure.errorCode() != 0) {
            fields.put("error", failure.errorCode());
        }
        fields.put("causes", failure.causes());
        return fields;
    }

    private static double millis(long sinceNanos) {
        return (System.nanoTime() - sinceNanos) / 1e6;
    }

    private static Thread daemon(Runnable work) {
        Thread thread = new Thread(work, "invocation");
        thread.setDaemon(true);
        thread.start();
        return thread;
    }
}
