package dev.poolproof.http.container;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.PosixFilePermissions;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class BreakScriptTest {
    @ParameterizedTest
    @ValueSource(strings = {"proxy-temp-denied", "proxy-temp-read-only", "client-body-temp-denied"})
    void aRepairLeavesWhatIsWellWhereItIs(String breakage, @TempDir Path cache) throws Exception {
        Path file = cache.resolve("proxy_temp/4/00/0000000004");
        Files.createDirectories(file.getParent());
        Files.createFile(file);
        Files.createDirectory(cache.resolve("client_body_temp"));
        run(breakage, cache);

        run("repair", cache);

        assertThat(file).exists();
        for (String each : new String[] {"proxy_temp", "client_body_temp"}) {
            assertThat(
                            PosixFilePermissions.toString(
                                    Files.getPosixFilePermissions(cache.resolve(each))))
                    .startsWith("rwx");
        }
    }

    @ParameterizedTest
    @ValueSource(strings = "proxy-temp-missing")
    void aRepairMakesTheDirectoryThatIsGone(String breakage, @TempDir Path cache) throws Exception {
        Files.createDirectory(cache.resolve("proxy_temp"));
        Files.createDirectory(cache.resolve("client_body_temp"));
        run(breakage, cache);
        assertThat(cache.resolve("proxy_temp")).doesNotExist();

        run("repair", cache);

        assertThat(cache.resolve("proxy_temp")).isDirectory();
    }

    /** Run by hand, it may be the machine's own. */
    @ParameterizedTest
    @ValueSource(strings = "proxy-temp-full")
    void aDiskThatIsNotMadeForItIsNotFilled(String breakage, @TempDir Path cache) throws Exception {
        Files.createDirectory(cache.resolve("proxy_temp"));

        assertThatThrownBy(() -> run(breakage, cache))
                .hasMessageContaining("is on a file system of more than 32 MB");
        assertThat(cache.resolve("proxy_temp/ballast")).doesNotExist();
    }

    private static void run(String argument, Path cache) throws Exception {
        Path script = Path.of(ContainerNginx.class.getResource("50-break.sh").toURI());
        ProcessBuilder builder =
                new ProcessBuilder("sh", script.toString(), argument).redirectErrorStream(true);
        builder.environment().put("CACHE", cache.toString());
        Process process = builder.start();
        String said = new String(process.getInputStream().readAllBytes(), UTF_8);

        assertThat(process.waitFor()).as(said).isZero();
    }
}
