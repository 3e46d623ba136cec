package dev.poolproof.reports;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatExceptionOfType;

import dev.poolproof.model.matrix.CellResult;
import dev.poolproof.model.matrix.Matrix;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class ReportFilesTest {
    private static final int MOST_HTML_BYTES = 8_000_000; // a browser opens this at once

    private final Matrix matrix = MatrixFixture.corner();
    private final CellResult cell = matrix.cells().get(0);
    @TempDir Path directory;

    @Test
    void aJudgedCellIsOnDiskBeforeTheRunEnds() throws IOException {
        ReportFiles files = new ReportFiles(directory);
        files.planned(1, 1);

        files.judged(cell, MatrixFixture.history(cell.id()));

        Path file = directory.resolve("history/nat-gateway-quiet-night--keepalive-30s.ndjson");
        assertThat(HistoryFile.read(file)).isEqualTo(MatrixFixture.history(cell.id()));
    }

    @Test
    void pagesAreWrittenWhenTheRunHasEnded() {
        ReportFiles files = new ReportFiles(directory);
        files.planned(1, 1);

        files.judged(cell, MatrixFixture.history(cell.id()));
        files.ended(matrix);

        assertThat(directory)
                .isDirectoryContaining("glob:**/matrix.json")
                .isDirectoryContaining("glob:**/matrix.md")
                .isDirectoryContaining("glob:**/matrix.html")
                .isDirectoryContaining("glob:**/junit.xml");
        assertThat(directory.resolve("matrix.html")).content().containsOnlyOnce("<svg");
    }

    @Test
    void aNewRunRemovesWhatAnEarlierOneLeft() {
        ReportFiles files = new ReportFiles(directory);
        files.planned(1, 1);
        files.judged(cell, MatrixFixture.history(cell.id()));
        files.ended(matrix);

        new ReportFiles(directory).planned(1, 1);

        assertThat(directory.resolve("history")).isEmptyDirectory();
        assertThat(directory.resolve("matrix.html")).doesNotExist();
    }

    @Test
    void nothingIsMadeBeforeCellsArePlanned() {
        Path out = directory.resolve("deep/report");

        ReportFiles files = new ReportFiles(out);
        assertThat(directory).isEmptyDirectory();

        files.planned(1, 1);
        assertThat(out).isDirectory();
    }

    @Test
    void aPlaceThatCannotBeADirectoryIsToldAtOnce() throws IOException {
        Path file = Files.writeString(directory.resolve("file"), "");

        assertThatExceptionOfType(UncheckedIOException.class)
                .isThrownBy(() -> new ReportFiles(file.resolve("report")))
                .withMessageContaining(file.toString());
    }

    @Test
    void aCellThatIsPlannedOnceMoreRemovesNothing() {
        ReportFiles files = new ReportFiles(directory);
        files.planned(1, 1);
        files.judged(cell, MatrixFixture.history(cell.id()));

        files.planned(2, 1);

        assertThat(directory.resolve("history")).isNotEmptyDirectory();
    }

    @Test
    void theWholeCatalogueFitsIntoOnePageThatNeedsNoNetwork() throws IOException {
        Matrix catalogue = MatrixFixture.matrix();
        Path file = directory.resolve("matrix.html");

        HtmlMatrix.write(file, catalogue, MatrixFixture::history);

        assertThat(Files.size(file)).isLessThan(MOST_HTML_BYTES);
        assertThat(Files.readString(file)).doesNotContain("http:", "https:", "@import", "url(");
    }
}
