package dev.poolproof.proxy;

import static java.nio.charset.StandardCharsets.US_ASCII;
import static org.awaitility.Awaitility.await;
import static org.junit.jupiter.api.Assumptions.assumeTrue;

import java.io.BufferedReader;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.util.List;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.function.Consumer;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/** The packets of some ports on loopback, as tcpdump sees them. */
final class Capture implements AutoCloseable {
    private static final Pattern LINE =
            Pattern.compile(
                    ".* IP \\S+\\.(\\d+) > \\S+\\.(\\d+): Flags \\[(.*?)],.* length (\\d+).*");

    private final List<Packet> packets = new CopyOnWriteArrayList<>();
    private final List<String> messages = new CopyOnWriteArrayList<>();
    private final Process tcpdump;

    private Capture(Process tcpdump) {
        this.tcpdump = tcpdump;
    }

    /**
     * A segment.
     *
     * @param flags as tcpdump writes them: {@code .} is ACK
     */
    record Packet(int from, int to, String flags, int length) {}

    /** Captures from now on; ends the test as skipped where that is not possible. */
    static Capture of(int onePort, int otherPort) {
        String filter = "tcp port %d or tcp port %d".formatted(onePort, otherPort);
        Process started;
        try {
            started =
                    new ProcessBuilder(
                                    "tcpdump", "-i", "lo", "-n", "-l", "--immediate-mode", filter)
                            .start();
        } catch (IOException e) {
            assumeTrue(false, "tcpdump is not installed: " + e.getMessage());
            throw new UncheckedIOException(e);
        }
        Capture capture = new Capture(started);
        capture.follow(started.inputReader(US_ASCII), capture::add);
        capture.follow(started.errorReader(US_ASCII), capture.messages::add);
        await().until(() -> !started.isAlive() || capture.said("listening on"));
        if (!capture.said("listening on")) {
            capture.close();
            assumeTrue(false, "tcpdump may not capture here: " + capture.messages);
        }
        return capture;
    }

    /** What was captured so far, in order. */
    List<Packet> packets() {
        return List.copyOf(packets);
    }

    @Override
    public void close() {
        tcpdump.destroy();
    }

    private boolean said(String part) {
        return messages.stream().anyMatch(line -> line.contains(part));
    }

    private void add(String line) {
        Matcher match = LINE.matcher(line);
        if (match.matches()) {
            packets.add(
                    new Packet(
                            Integer.parseInt(match.group(1)),
                            Integer.parseInt(match.group(2)),
                            match.group(3),
                            Integer.parseInt(match.group(4))));
        }
    }

    private void follow(BufferedReader lines, Consumer<String> to) {
        Thread reader =
                new Thread(
                        () -> {
                            try (lines) {
                                lines.lines().forEach(to);
                            } catch (IOException | UncheckedIOException e) {
                                // The process has ended, and with it what it has to say.
                                messages.add("ended: " + e.getMessage());
                            }
                        });
        reader.setDaemon(true);
        reader.start();
    }
}
