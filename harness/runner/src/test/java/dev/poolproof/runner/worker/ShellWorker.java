package dev.poolproof.runner.worker;

import dev.poolproof.model.TimeScale;
import dev.poolproof.model.candidate.WorkerProgram;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.Map;

/** Workers that are a few lines of shell, and do what a test needs of them. */
final class ShellWorker {
    static final String READY =
            """
            {"report":"ready","protocol":1,"runtime":"sh","pool":{"name":"none","version":"1"},\
            "driver":{"name":"none","version":"2"},"pool-size":1,"effective":{},"timers":[]}\
            """;

    private ShellWorker() {}

    /**
     * A worker that does its part but for what it is asked to run.
     *
     * @param begin is done before it is ready
     * @param run is done for each operation, whose id is {@code $id}
     */
    static WorkerProgram running(Path directory, String begin, String run) {
        return script(
                directory,
                """
                %s
                echo '%s'
                id=0
                while read -r line; do
                  case $line in
                    *ping*) echo '{"report":"pong"}' ;;
                    *freeze*) echo '{"report":"freezing"}' ;;
                    *run*) id=$((id + 1)); %s ;;
                  esac
                done
                """
                        .formatted(begin, READY, run));
    }

    static WorkerProgram script(Path directory, String script) {
        return new WorkerProgram(
                "shell",
                directory,
                List.of("sh", "-c", script),
                List.of("postgresql"),
                "write a better script");
    }

    static WorkerRequest request() {
        return new WorkerRequest(
                new InetSocketAddress(InetAddress.getLoopbackAddress(), 9),
                "database",
                "user",
                "",
                "postgresql",
                "ids",
                "cell-1",
                Map.of(),
                null,
                TimeScale.REAL);
    }

    static WorkerOrder read() {
        return new WorkerOrder(0, "read", List.of(), Duration.ZERO);
    }
}
