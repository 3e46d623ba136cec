package dev.poolproof.proxy;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.concurrent.atomic.AtomicReference;
import java.util.function.Supplier;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.awaitility.core.ConditionTimeoutException;

/** The rows of one section of {@code docs/faults.md}: what tests expect of these peers. */
final class FaultTable {
    private static final Path DOCUMENT = Path.of("..", "..", "docs", "faults.md");
    private static final Duration PATIENCE = Duration.ofSeconds(20);
    private static final Duration SILENCE = Duration.ofSeconds(1);

    private final String peers;
    private final List<String> rows;

    FaultTable(String peers) throws IOException {
        this.peers = peers;
        this.rows =
                Files.readString(DOCUMENT, UTF_8)
                        .lines()
                        .dropWhile(line -> !line.equals("## " + peers))
                        .skip(1)
                        .takeWhile(line -> !line.startsWith("## "))
                        .filter(line -> line.startsWith("| "))
                        .skip(1)
                        .toList();
    }

    /** Fault and direction of each row, in order. */
    List<String> keys() {
        return rows.stream()
                .map(row -> row.substring(0, row.indexOf(" | ", row.indexOf(" | ") + 3) + 3))
                .toList();
    }

    static String key(FaultCase one) {
        return "| %s | %s | ".formatted(one.words(), one.way());
    }

    /** How long to wait for an answer: where none must come, only so long that it would have. */
    Duration patience(FaultCase one) {
        boolean waitsInVain = expected(one).matches(".*(Read timed|Connect timed|waits).*");
        return waitsInVain ? SILENCE : PATIENCE;
    }

    /**
     * Says that the document has it so.
     *
     * @param server what it has seen so far; it may take a while, and must then stay so
     */
    void assertHas(FaultCase one, String client, Supplier<String> server, ProxyEngine imitating) {
        AtomicReference<String> last = new AtomicReference<>("");
        try {
            await().atMost(PATIENCE)
                    .pollInterval(Duration.ofMillis(20))
                    .during(Duration.ofMillis(200))
                    .until(
                            () -> {
                                last.set(row(one, client, server.get(), imitating));
                                return rows.contains(last.get()) || !saysSame(one, client);
                            });
        } catch (ConditionTimeoutException e) {
            // What has not come is not there: the assertion tells what is.
        }
        assertThat(rows).as(peers).contains(last.get());
    }

    private boolean saysSame(FaultCase one, String client) {
        return expected(one).startsWith(key(one) + client + " | ");
    }

    private String expected(FaultCase one) {
        return rows.stream().filter(row -> row.startsWith(key(one))).findFirst().orElse("");
    }

    private static String row(FaultCase one, String client, String server, ProxyEngine imitating) {
        return Stream.of(one.words(), one.way(), client, server, one.faithful(imitating))
                .collect(Collectors.joining(" | ", "| ", " |"));
    }

    /** How much later than at once, where that is what the fault is for. */
    static String late(FaultCase one, long startNanos) {
        Duration took = Duration.ofNanos(System.nanoTime() - startNanos);
        return !one.late().isZero() && took.compareTo(one.late()) >= 0
                ? ", %d ms late".formatted(one.late().toMillis())
                : "";
    }
}
