package dev.poolproof.reports;

import static org.assertj.core.api.Assertions.assertThat;

import dev.poolproof.model.history.History;
import dev.poolproof.model.matrix.Matrix;
import java.io.ByteArrayOutputStream;
import java.io.PrintStream;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import org.junit.jupiter.api.Test;

class ProgressListenerTest {
    private static final History NOTHING = new History(List.of());

    private final Matrix matrix = MatrixFixture.matrix();
    private final ByteArrayOutputStream bytes = new ByteArrayOutputStream();
    private final PrintStream out = new PrintStream(bytes, true, StandardCharsets.UTF_8);
    private Instant now = Instant.EPOCH;

    @Test
    void aLogGetsALineAtEachTenth() {
        play(new ProgressListener(new ProgressLines(out, () -> now)));

        assertThat(written().lines())
                .hasSize(12)
                .first()
                .isEqualTo("poolproof: 0 of 156 played, 0 judged");
        assertThat(written())
                .endsWith(
                        "poolproof: 156 of 156 played, 156 judged, 102 FAIL, 1 inconclusive,"
                                + " 2 unexpected%n".formatted());
    }

    @Test
    void aLogGetsALineAfterHalfAMinute() {
        ProgressListener progress = new ProgressListener(new ProgressLines(out, () -> now));
        progress.planned(1_000, 0);
        progress.started();
        progress.started();
        progress.started();
        now = now.plus(Duration.ofSeconds(29));
        progress.finished();
        assertThat(written().lines()).hasSize(1);

        now = now.plus(Duration.ofSeconds(1));
        progress.finished();

        assertThat(written().lines())
                .hasSize(2)
                .last()
                .asString()
                .contains("2 of 1000 played, 1 running");
    }

    @Test
    void theBarEndsWithTheTallyAndLeavesNoThreadThatKeepsTheProcess() {
        play(new ProgressListener(new LiveBar(out)));

        assertThat(written()).contains("156/156").contains("102 FAIL, 2 unexpected");
        assertThat(Thread.getAllStackTraces().keySet())
                .filteredOn(thread -> thread.getName().contains("ProgressBar"))
                .allMatch(Thread::isDaemon);
    }

    private void play(ProgressListener progress) {
        progress.planned(matrix.cells().size(), 0);
        matrix.cells()
                .forEach(
                        cell -> {
                            progress.started();
                            progress.finished();
                            progress.judged(cell, NOTHING);
                        });
        progress.ended(matrix);
    }

    private String written() {
        return bytes.toString(StandardCharsets.UTF_8);
    }
}
