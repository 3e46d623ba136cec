package dev.poolproof.runner.database;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import dev.poolproof.jvm.OtherJvm;
import java.io.BufferedReader;
import java.io.IOException;
import java.io.InputStreamReader;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.condition.EnabledOnOs;
import org.junit.jupiter.api.condition.OS;
import org.junit.jupiter.api.io.TempDir;

@EnabledOnOs(OS.LINUX)
class ServerGuardTest {
    @TempDir Path temporary;
    private Path home;
    private final List<ProcessHandle> servers = new ArrayList<>();

    @BeforeEach
    void makeHome() throws IOException {
        home = Files.createDirectory(temporary.resolve("home"));
        Files.createFile(home.resolve("server.log"));
    }

    @AfterEach
    void endWhatIsLeft() {
        servers.forEach(ProcessHandle::destroyForcibly);
    }

    @Test
    void aServerEndsWithItsGuard() throws Exception {
        ServerGuard guard = ServerGuard.over(home);
        ProcessHandle server = server(start(home, ""));
        await().until(() -> server.info().command().orElse("").endsWith("tail"));

        guard.close();

        assertThat(home).doesNotExist();
        await().until(() -> !server.isAlive());
    }

    @Test
    void aServerThatAKilledJvmWasStartingIsEndedToo() throws Exception {
        Process jvm = OtherJvm.start(Starter.class, home.toString());
        ProcessHandle server;
        try (BufferedReader said =
                new BufferedReader(
                        new InputStreamReader(jvm.getInputStream(), StandardCharsets.US_ASCII))) {
            server = server(Long.parseLong(said.readLine()));
        } finally {
            jvm.destroyForcibly().waitFor();
        }

        await().atMost(Duration.ofSeconds(30)).until(() -> !Files.exists(home));
        await().until(() -> !server.isAlive());
    }

    private ProcessHandle server(long process) {
        ProcessHandle server = ProcessHandle.of(process).orElseThrow();
        servers.add(server);
        return server;
    }

    /** Its process, which shows whose it is after what comes {@code before}. */
    private static long start(Path home, String before) throws IOException {
        ProcessBuilder server =
                new ProcessBuilder("sh", "-c", before + "exec tail -f /dev/null \"$SERVER_LOG\"")
                        .redirectOutput(ProcessBuilder.Redirect.DISCARD)
                        .redirectError(ProcessBuilder.Redirect.DISCARD);
        server.environment().put("SERVER_LOG", home.resolve("server.log").toString());
        return server.start().pid();
    }

    /** A JVM with a server that takes a second to start. */
    static final class Starter {
        public static void main(String[] arguments) throws Exception {
            Path home = Path.of(arguments[0]);
            ServerGuard.over(home);
            System.out.println(start(home, "sleep 1; "));
            Thread.sleep(Duration.ofMinutes(1).toMillis());
        }
    }
}
