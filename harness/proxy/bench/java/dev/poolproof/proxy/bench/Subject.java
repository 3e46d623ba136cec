package dev.poolproof.proxy.bench;

import static java.nio.charset.StandardCharsets.UTF_8;

import java.io.BufferedReader;
import java.io.IOException;
import java.io.InputStreamReader;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.concurrent.TimeUnit;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import java.util.stream.Stream;

/**
 * A process of this measurement, and where clients connect to it.
 *
 * @param name as the tables show it
 */
record Subject(String name, Process process, BufferedReader answers, InetSocketAddress address)
        implements AutoCloseable {
    private static final int TICKS_PER_SECOND = 100; // USER_HZ, proc(5)
    private static final Pattern RESIDENT = Pattern.compile("VmRSS:\\s*(\\d+) kB");

    /** One that prints its port. */
    static Subject announcing(String name, Process process) throws IOException {
        BufferedReader answers =
                new BufferedReader(new InputStreamReader(process.getInputStream(), UTF_8));
        String port = answers.readLine();
        if (port == null) {
            throw new IOException(name + " did not start");
        }
        return new Subject(name, process, answers, loopback(Integer.parseInt(port)));
    }

    /** One that was told its port. */
    static Subject listening(String name, Process process, int port) {
        return new Subject(
                name,
                process,
                new BufferedReader(new InputStreamReader(process.getInputStream(), UTF_8)),
                loopback(port));
    }

    static InetSocketAddress loopback(int port) {
        return new InetSocketAddress(InetAddress.getLoopbackAddress(), port);
    }

    /** Bytes of heap in use; only of {@link ProxyUnderTest}. */
    long heapBytes() throws IOException {
        return Long.parseLong(ask("heap"));
    }

    /** Puts {@code hop} in place of the one that it has; only of {@link ProxyUnderTest}. */
    void become(String hop) throws IOException {
        ask(hop);
    }

    private String ask(String line) throws IOException {
        process.getOutputStream().write((line + "\n").getBytes(UTF_8));
        process.getOutputStream().flush();
        return answers.readLine();
    }

    /** Bytes of memory that the kernel counts as the process's. */
    long residentBytes() throws IOException {
        Matcher found = RESIDENT.matcher(read("status"));
        if (!found.find()) {
            throw new IOException(name + " has ended");
        }
        return Long.parseLong(found.group(1)) * 1024;
    }

    /** Seconds of processor time so far. */
    double processorSeconds() throws IOException {
        String stat = read("stat");
        String[] fields = stat.substring(stat.lastIndexOf(')') + 2).split(" ", -1);
        long ticks = Long.parseLong(fields[11]) + Long.parseLong(fields[12]); // utime, stime
        return (double) ticks / TICKS_PER_SECOND;
    }

    /** Descriptors in use. */
    long openFiles() throws IOException {
        try (Stream<Path> files =
                Files.list(Path.of("/proc", String.valueOf(process.pid()), "fd"))) {
            return files.count();
        }
    }

    @Override
    public void close() throws IOException {
        process.getOutputStream().close();
        process.destroy();
        try {
            if (!process.waitFor(5, TimeUnit.SECONDS)) {
                process.destroyForcibly();
            }
        } catch (InterruptedException e) {
            process.destroyForcibly();
            Thread.currentThread().interrupt();
        }
    }

    private String read(String file) throws IOException {
        return Files.readString(Path.of("/proc", String.valueOf(process.pid()), file));
    }
}
