package dev.poolproof.reports;

import dev.poolproof.model.matrix.Matrix;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;

/** A matrix as GitHub Flavored Markdown, for a pull request. */
public final class MarkdownMatrix {
    private MarkdownMatrix() {}

    /** Writes {@code matrix} to {@code file}, whose directory must exist. */
    public static void write(Path file, Matrix matrix) throws IOException {
        Files.writeString(file, render(matrix));
    }

    /** The whole page. */
    public static String render(Matrix matrix) {
        return Pages.markdown(PageModel.of(matrix, Histories.NONE, new HistoryNames()));
    }
}
