package dev.poolproof.model.matrix;

import static org.assertj.core.api.Assertions.assertThat;

import dev.poolproof.model.TimeScale;
import dev.poolproof.model.candidate.Role;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;

class MatrixTest {
    @Test
    void aRowNamesItsDatabaseOnlyWhereThereAreSeveral() {
        assertThat(rows("PostgreSQL 17.11")).containsExactly("night");
        assertThat(rows("PostgreSQL 17.11", "MariaDB 11.4.5"))
                .containsExactly("night (PostgreSQL)", "night (MariaDB)");
        assertThat(rows("PostgreSQL 17.11", "PostgreSQL 16.1"))
                .containsExactly("night (PostgreSQL 17.11)", "night (PostgreSQL 16.1)");
    }

    private static List<String> rows(String... databases) {
        List<CellResult> cells = Stream.of(databases).map(MatrixTest::cell).toList();
        Matrix matrix =
                new Matrix(
                        new RunInfo(
                                Map.of(),
                                "",
                                1,
                                Instant.EPOCH,
                                Duration.ZERO,
                                Duration.ZERO,
                                "again"),
                        List.of("night"),
                        List.of("ours"),
                        cells);
        return cells.stream().map(cell -> matrix.row(cell.id())).toList();
    }

    private static CellResult cell(String database) {
        return new CellResult(
                new CellId("night", "ours", database),
                Role.PROPOSED,
                Verdict.PASS,
                "",
                List.of(),
                null,
                null,
                false,
                false,
                TimeScale.REAL,
                List.of(),
                List.of(),
                Numbers.NONE,
                "again");
    }
}
