package dev.poolproof.reports;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.ObjectWriter;
import dev.poolproof.model.history.History;
import dev.poolproof.model.history.HistoryEvent;
import dev.poolproof.model.matrix.CellId;
import java.io.BufferedReader;
import java.io.BufferedWriter;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.util.ArrayList;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * The history of a cell as a file: NDJSON, UTF-8, a header with the cell's id on the first line,
 * then one event a line in order of production time.
 *
 * <pre>{@code
 * {"format":"poolproof-history","version":1,"scenario":"nat-gateway-quiet-night",...}
 * {"event":"network","atSeconds":470.25,"connection":3,"action":"timer-fired",...}
 * }</pre>
 */
public final class HistoryFile {
    private static final String FORMAT = "poolproof-history";
    private static final int VERSION = 1;
    private static final ObjectWriter EVENTS = Json.MAPPER.writerFor(HistoryEvent.class);

    private HistoryFile() {}

    /**
     * Writes {@code history} to {@code file}, whose directory must exist. The file is there whole
     * or, if this fails, not at all.
     */
    public static void write(Path file, CellId cell, History history) throws IOException {
        Path unfinished = file.resolveSibling(file.getFileName() + ".unfinished");
        try (BufferedWriter out = Files.newBufferedWriter(unfinished)) {
            Header header =
                    new Header(FORMAT, VERSION, cell.scenario(), cell.candidate(), cell.database());
            out.write(Json.MAPPER.writeValueAsString(header));
            out.write('\n');
            for (HistoryEvent event : history.events()) {
                out.write(EVENTS.writeValueAsString(event));
                out.write('\n');
            }
        }
        Files.move(unfinished, file, StandardCopyOption.REPLACE_EXISTING);
    }

    /**
     * Reads what {@link #write} has written.
     *
     * @throws IllegalArgumentException if a line is not what it should be; the message begins with
     *     {@code file:line:}
     */
    public static History read(Path file) throws IOException {
        try (BufferedReader in = Files.newBufferedReader(file)) {
            readHeader(file, in);
            List<HistoryEvent> events = new ArrayList<>();
            int number = 2;
            for (String line = in.readLine(); line != null; line = in.readLine()) {
                events.add(parse(file, number, line, HistoryEvent.class));
                number++;
            }
            return new History(events);
        }
    }

    /**
     * Reads only which cell {@code file} is the history of.
     *
     * @throws IllegalArgumentException if the first line is not what it should be; the message
     *     begins with {@code file:1:}
     */
    public static CellId readCell(Path file) throws IOException {
        try (BufferedReader in = Files.newBufferedReader(file)) {
            return readHeader(file, in);
        }
    }

    private static CellId readHeader(Path file, BufferedReader in) throws IOException {
        @Nullable String line = in.readLine();
        Header header = parse(file, 1, line == null ? "" : line, Header.class);
        if (!header.format().equals(FORMAT) || header.version() != VERSION) {
            throw new IllegalArgumentException(
                    "%s:1: must be %s %d, was %s %d"
                            .formatted(file, FORMAT, VERSION, header.format(), header.version()));
        }
        return new CellId(header.scenario(), header.candidate(), header.database());
    }

    private static <T> T parse(Path file, int number, String line, Class<T> type)
            throws IOException {
        String problem;
        try {
            @Nullable T value = Json.MAPPER.readValue(line, type);
            if (value != null) {
                return value;
            }
            problem = "must be a JSON object";
        } catch (JsonProcessingException malformed) {
            problem = Json.inWords(malformed);
        }
        throw new IllegalArgumentException(
                "%s:%d: \"%s\": %s"
                        .formatted(file, number, Text.shorten(Text.oneLine(line), 80), problem));
    }

    private record Header(
            String format, int version, String scenario, String candidate, String database) {}
}
