package dev.poolproof.reports;

import dev.poolproof.model.matrix.Matrix;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class GoldenPagesTest {
    private final Matrix matrix = MatrixFixture.corner();
    @TempDir Path directory;

    @Test
    void theTerminalPageIsAsAgreed() throws IOException {
        Golden.check(
                "matrix.txt",
                TerminalMatrix.render(
                        matrix, TerminalOptions.PLAIN.withPages(Path.of("target", "poolproof"))));
    }

    @Test
    void theMarkdownPageIsAsAgreed() throws IOException {
        Golden.check("matrix.md", MarkdownMatrix.render(matrix));
    }

    /** Pictures are left out, as their layout depends on the fonts of the machine. */
    @Test
    void theHtmlPageIsAsAgreed() throws IOException {
        Path file = directory.resolve("matrix.html");

        HtmlMatrix.write(file, matrix, Histories.NONE);

        String page = Files.readString(file);
        Golden.check(
                "matrix.html", page.replaceAll("(?s)<style>.*?</style>", "<style>...</style>"));
    }

    @Test
    void theJsonFileIsAsAgreed() throws IOException {
        Path file = directory.resolve("matrix.json");

        MatrixJson.write(file, matrix);

        Golden.check("matrix.json", Files.readString(file));
    }

    @Test
    void theJunitFileIsAsAgreed() throws IOException {
        Golden.check("junit.xml", JunitXml.render(matrix));
    }
}
