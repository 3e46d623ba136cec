package dev.poolproof.reports;

import dev.poolproof.model.history.History;
import dev.poolproof.model.matrix.CellId;
import dev.poolproof.model.matrix.CellResult;
import dev.poolproof.model.matrix.Matrix;
import dev.poolproof.model.matrix.RunListener;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.AccessDeniedException;
import java.nio.file.DirectoryStream;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.HashSet;
import java.util.List;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/**
 * Keeps a run in a directory: {@code history/<scenario>--<candidate>.ndjson} as soon as a cell is
 * judged, so that a crash loses nothing that was finished, and {@code matrix.json}, {@code
 * matrix.md}, {@code matrix.html} and {@code junit.xml} when the run has ended.
 *
 * <p>Pictures are drawn at the end, from the files: drawing beside cells that still play would make
 * this machine late for them. Every method throws {@link UncheckedIOException} if the directory
 * cannot be written.
 */
public final class ReportFiles implements RunListener {
    private static final List<String> PAGES =
            List.of("matrix.json", "matrix.md", "matrix.html", "junit.xml");

    private final Path directory;
    private final Path histories;
    private final HistoryNames names = new HistoryNames();
    private final Set<CellId> kept = new HashSet<>();
    private boolean begun;

    /**
     * Makes nothing yet, for the run may be refused.
     *
     * @throws UncheckedIOException if {@code directory} can be neither written nor made
     */
    public ReportFiles(Path directory) {
        this.directory = directory;
        histories = directory.resolve("history");
        Path there = histories.toAbsolutePath();
        while (there.getParent() != null && !Files.exists(there)) {
            there = there.getParent();
        }
        if (!Files.isDirectory(there) || !Files.isWritable(there)) {
            throw new UncheckedIOException(
                    there + " is no directory that can be written",
                    new AccessDeniedException(there.toString()));
        }
    }

    /**
     * Makes the directory, or removes what an earlier run has left there, so that pages and
     * histories are of one run. Later calls only tell of cells that are played again, and remove
     * nothing.
     */
    @Override
    public synchronized void planned(int cells, int controls) {
        begin();
    }

    private void begin() {
        if (begun) {
            return;
        }
        begun = true;
        try {
            Files.createDirectories(histories);
            for (String page : PAGES) {
                Files.deleteIfExists(directory.resolve(page));
            }
            try (DirectoryStream<Path> old = Files.newDirectoryStream(histories, "*.ndjson")) {
                for (Path file : old) {
                    Files.delete(file);
                }
            }
        } catch (IOException unwritable) {
            throw new UncheckedIOException(unwritable);
        }
    }

    @Override
    public synchronized void judged(CellResult cell, History history) {
        begin();
        try {
            HistoryFile.write(fileOf(cell.id()), cell.id(), history);
            kept.add(cell.id());
        } catch (IOException unwritable) {
            throw new UncheckedIOException(unwritable);
        }
    }

    @Override
    public synchronized void ended(Matrix matrix) {
        try {
            MatrixJson.write(directory.resolve("matrix.json"), matrix, names);
            JunitXml.write(directory.resolve("junit.xml"), matrix);
            MarkdownMatrix.write(directory.resolve("matrix.md"), matrix);
            HtmlMatrix.write(directory.resolve("matrix.html"), matrix, this::readBack, names);
        } catch (IOException unwritable) {
            throw new UncheckedIOException(unwritable);
        }
    }

    private @Nullable History readBack(CellId cell) {
        if (!kept.contains(cell)) {
            return null;
        }
        try {
            return HistoryFile.read(fileOf(cell));
        } catch (IOException unreadable) {
            throw new UncheckedIOException(unreadable);
        }
    }

    private Path fileOf(CellId cell) {
        return histories.resolve(names.of(cell));
    }
}
