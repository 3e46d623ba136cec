package dev.poolproof.proxy.bench;

import static java.nio.charset.StandardCharsets.UTF_8;

import org.jspecify.annotations.Nullable;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.LocalDate;
import java.time.ZoneOffset;
import java.util.List;

/** What a measurement was made on. */
final class Machine {
    private Machine() {}

    /** A list of Markdown. */
    static String facts(@Nullable String toxiproxy) throws IOException {
        return String.join(
                "\n",
                List.of(
                        "- " + LocalDate.now(ZoneOffset.UTC) + ", load average " + loadAverage(),
                        "- " + processors(),
                        "- Linux " + System.getProperty("os.version"),
                        "- "
                                + System.getProperty("java.vm.name")
                                + " "
                                + System.getProperty("java.runtime.version"),
                        "- " + firstLine("haproxy", "-v"),
                        "- "
                                + (toxiproxy == null
                                        ? "no Toxiproxy was given"
                                        : firstLine(toxiproxy, "-version")),
                        ""));
    }

    /** Of the last minute, the last five and the last fifteen. */
    static String loadAverage() throws IOException {
        String[] fields = Files.readString(Path.of("/proc/loadavg")).split(" ", -1);
        return String.join(" ", List.of(fields).subList(0, 3));
    }

    private static String processors() throws IOException {
        String model =
                Files.readAllLines(Path.of("/proc/cpuinfo")).stream()
                        .filter(line -> line.startsWith("model name"))
                        .map(line -> line.substring(line.indexOf(':') + 2))
                        .findFirst()
                        .orElse("model not known");
        return Runtime.getRuntime().availableProcessors() + " processors, " + model;
    }

    private static String firstLine(String... command) throws IOException {
        Process process = new ProcessBuilder(command).redirectErrorStream(true).start();
        String output = new String(process.getInputStream().readAllBytes(), UTF_8);
        return output.lines().findFirst().orElse(command[0]);
    }
}
