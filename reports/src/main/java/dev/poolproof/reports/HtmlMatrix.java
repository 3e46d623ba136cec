package dev.poolproof.reports;

import dev.poolproof.model.matrix.Matrix;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;

/**
 * A matrix as one HTML file that needs nothing else: a section for each cell with its numbers and a
 * picture of its history. Pictures need the fonts of the machine that writes the page; where Java
 * finds none, the page comes without pictures.
 */
public final class HtmlMatrix {
    private HtmlMatrix() {}

    /** Writes {@code matrix} to {@code file}, whose directory must exist. */
    public static void write(Path file, Matrix matrix, Histories histories) throws IOException {
        write(file, matrix, histories, new HistoryNames());
    }

    static void write(Path file, Matrix matrix, Histories histories, HistoryNames names)
            throws IOException {
        Files.writeString(file, Pages.html(PageModel.of(matrix, histories, names)));
    }
}
