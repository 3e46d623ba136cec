package dev.poolproof.reports;

import com.fasterxml.jackson.core.JsonLocation;
import com.fasterxml.jackson.core.JsonProcessingException;
import dev.poolproof.model.matrix.Matrix;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import org.jspecify.annotations.Nullable;

/**
 * A matrix as a JSON file: {@code run}, {@code scenarios}, {@code candidates} and {@code cells}, to
 * be read by other programs and by a later run that compares itself with this one.
 */
public final class MatrixJson {
    private MatrixJson() {}

    /** Writes {@code matrix} to {@code file}, whose directory must exist. */
    public static void write(Path file, Matrix matrix) throws IOException {
        write(file, matrix, new HistoryNames());
    }

    static void write(Path file, Matrix matrix, HistoryNames names) throws IOException {
        Files.writeString(
                file,
                Json.MAPPER
                                .writerWithDefaultPrettyPrinter()
                                .writeValueAsString(MatrixDocument.of(matrix, names))
                        + "\n");
    }

    /**
     * Reads what {@link #write} has written.
     *
     * @throws IllegalArgumentException if it is something else; the message begins with {@code
     *     file:line:column:}
     */
    public static Matrix read(Path file) throws IOException {
        try {
            @Nullable MatrixDocument document =
                    Json.MAPPER.readValue(Files.readString(file), MatrixDocument.class);
            if (document == null) {
                throw new IllegalArgumentException(file + ":1:1: must be a JSON object, was null");
            }
            return document.toMatrix(file);
        } catch (JsonProcessingException malformed) {
            @Nullable JsonLocation where = malformed.getLocation();
            throw new IllegalArgumentException(
                    "%s:%d:%d: %s"
                            .formatted(
                                    file,
                                    where == null ? 1 : where.getLineNr(),
                                    where == null ? 1 : where.getColumnNr(),
                                    Json.inWords(malformed)),
                    malformed);
        }
    }
}
