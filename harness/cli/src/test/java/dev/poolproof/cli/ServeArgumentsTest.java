package dev.poolproof.cli;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.io.PrintWriter;
import java.io.StringWriter;
import java.net.InetAddress;
import java.net.ServerSocket;
import java.nio.file.Files;
import java.nio.file.Path;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import picocli.CommandLine;

/** What {@code serve} cannot be given: exit code 2, and nothing is left listening. */
@Timeout(60) // what is not refused would serve for ever
class ServeArgumentsTest {
    @TempDir Path folder;

    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            value = {
                "--control|0.0.0.0:0|write --token-file FILE, or --without-token",
                "--control|8474|write 127.0.0.1:8474",
                "--control|127.0.0.1:99999|write 127.0.0.1:8474",
                "-host=0.0.0.0|-port=0|--host: listen must be a loopback address",
                "-host=127.0.0.1|--control=127.0.0.1:0|write one of them",
                "-port|99999|write 8474",
                "--token-file|nowhere|--token-file: \"nowhere\"",
                "--seed|x|'x' is not a long",
            })
    void anOptionThatCannotBeUsedIsNamed(String option, String value, String message) {
        assertRefused(message, option, value);
    }

    @Test
    void aPortThatIsTakenIsTold() throws IOException {
        try (ServerSocket taken = new ServerSocket(0, 1, InetAddress.getLoopbackAddress())) {
            assertRefused(
                    "cannot listen on /127.0.0.1:" + taken.getLocalPort(),
                    "--control",
                    "127.0.0.1:" + taken.getLocalPort());
        }
    }

    @Test
    void aFileThatSaysSomethingWrongIsTold() throws IOException {
        Path file = Files.writeString(folder.resolve("proxies.json"), "[{\"name\":\"db\"}]");

        assertRefused(
                "proxies.json: missing required field: upstream at proxy 1",
                "--control",
                "127.0.0.1:0",
                "-config",
                file.toString());
        assertRefused("absent.json", "--control", "127.0.0.1:0", "--config", "absent.json");
    }

    /** Refused is only the port. */
    @Test
    void toxiproxysSwitchesForMetricsAreTaken() {
        assertRefused(
                "--port: 99999 is no port",
                "-host=127.0.0.1",
                "-port=99999",
                "-seed=5",
                "-proxy-metrics",
                "-runtime-metrics=true");
    }

    private static void assertRefused(String message, String... options) {
        StringWriter err = new StringWriter();
        CommandLine command = Main.commandLine().setErr(new PrintWriter(err, true));
        String[] arguments = new String[options.length + 1];
        arguments[0] = "serve";
        System.arraycopy(options, 0, arguments, 1, options.length);

        assertThat(command.execute(arguments)).isEqualTo(2);
        assertThat(err.toString()).contains(message);
    }
}
