package dev.poolproof.reports;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.poolproof.model.matrix.Matrix;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class MatrixJsonTest {
    @TempDir Path directory;

    @Test
    void aMatrixIsReadAsItWasWritten() throws IOException {
        Path file = directory.resolve("matrix.json");
        for (Matrix matrix : List.of(MatrixFixture.matrix(), MatrixFixture.nasty())) {
            MatrixJson.write(file, matrix);

            assertThat(MatrixJson.read(file)).isEqualTo(matrix);
        }
    }

    @Test
    void aWrongValueIsNamedWithItsPlace() throws IOException {
        Path file = directory.resolve("matrix.json");
        MatrixJson.write(file, MatrixFixture.corner());
        Files.writeString(file, Files.readString(file).replaceFirst("\"fail\"", "\"failed\""));

        assertThatThrownBy(() -> MatrixJson.read(file))
                .isInstanceOf(IllegalArgumentException.class)
                .hasMessageMatching("(?s)" + file + ":\\d+:\\d+: .*failed.*pass, .*");
    }
}
