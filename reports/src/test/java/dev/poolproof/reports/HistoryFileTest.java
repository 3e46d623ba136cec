package dev.poolproof.reports;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.poolproof.model.history.History;
import dev.poolproof.model.history.HistoryEvent;
import dev.poolproof.model.history.HistoryEvent.Network;
import dev.poolproof.model.history.NetworkAction;
import dev.poolproof.model.matrix.CellId;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Random;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

class HistoryFileTest {
    private static final CellId CELL = new CellId("night", "ours", "PostgreSQL 17.11");

    @TempDir Path directory;
    private Path file;

    @BeforeEach
    void nameTheFile() {
        file = directory.resolve("night--ours.ndjson");
    }

    @ParameterizedTest
    @ValueSource(longs = {1, 2, 3, 4, 5})
    void everyTypeOfEventIsReadAsItWasWritten(long seed) throws IOException {
        RandomEvents random = new RandomEvents(new Random(seed));
        List<HistoryEvent> events = new ArrayList<>();
        for (Class<?> type : HistoryEvent.class.getPermittedSubclasses()) {
            for (int i = 0; i < 20; i++) {
                events.add(random.of(type));
            }
        }
        History history = new History(events);

        HistoryFile.write(file, CELL, history);

        assertThat(HistoryFile.read(file)).isEqualTo(history);
        assertThat(HistoryFile.readCell(file)).isEqualTo(CELL);
    }

    @Test
    void aLineReadsLikeASentence() throws IOException {
        Network fired =
                new Network(
                        Duration.ofMillis(470_250),
                        3,
                        NetworkAction.TIMER_FIRED,
                        null,
                        "nat-gateway",
                        0);

        HistoryFile.write(file, CELL, new History(List.of(fired)));

        assertThat(Files.readAllLines(file))
                .containsExactly(
                        "{\"format\":\"poolproof-history\",\"version\":1,\"scenario\":\"night\","
                                + "\"candidate\":\"ours\",\"database\":\"PostgreSQL 17.11\"}",
                        "{\"event\":\"network\",\"atSeconds\":470.25,\"connection\":3,"
                                + "\"action\":\"timer-fired\",\"hop\":\"nat-gateway\",\"bytes\":0}");
    }

    @ParameterizedTest
    @CsvSource(
            delimiter = ';',
            quoteCharacter = '#',
            value = {
                "{\"event\":\"earthquake\",\"atSeconds\":1}; 'earthquake'",
                "{\"event\":\"server-sessions\",\"atSeconds\":1}; 'count'",
                "{\"event\":\"server-sessions\",\"atSeconds\":\"1s\",\"count\":2}; must be a number",
                "{\"event\":\"server-sessions\",\"atSeconds\":1,\"count\":2,\"cuont\":2}; \"cuont\"",
                "{\"event\":\"server-sessions\",\"atSec; Unexpected end-of-input",
                "null; must be a JSON object",
            })
    void aBadLineIsNamedWithItsPlace(String line, String problem) throws IOException {
        HistoryFile.write(file, CELL, new History(List.of()));
        Files.writeString(file, Files.readString(file) + line + "\n");

        assertThatThrownBy(() -> HistoryFile.read(file))
                .isInstanceOf(IllegalArgumentException.class)
                .hasMessageStartingWith(file + ":2: ")
                .hasMessageContaining(problem);
    }

    @Test
    void aFileOfAnotherKindIsRefused() throws IOException {
        Files.writeString(file, "{}\n");

        assertThatThrownBy(() -> HistoryFile.read(file))
                .isInstanceOf(IllegalArgumentException.class)
                .hasMessageStartingWith(file + ":1: ");
    }
}
