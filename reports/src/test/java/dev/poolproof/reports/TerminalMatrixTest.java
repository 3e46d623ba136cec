package dev.poolproof.reports;

import static org.assertj.core.api.Assertions.assertThat;

import dev.poolproof.model.matrix.Matrix;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class TerminalMatrixTest {
    private final Matrix matrix = MatrixFixture.matrix();

    @ParameterizedTest
    @ValueSource(ints = {60, 80, 100, 200})
    void noLineIsWiderThanAskedFor(int width) {
        String page =
                TerminalMatrix.render(
                        matrix, new TerminalOptions(width, TerminalOptions.Colour.NEVER, null));

        assertThat(page.lines())
                .allSatisfy(line -> assertThat(line.length()).isLessThanOrEqualTo(width));
    }

    @Test
    void thirteenCandidatesStandInOneBlock() {
        String page = TerminalMatrix.render(matrix, TerminalOptions.PLAIN);

        assertThat(page.lines().filter(line -> line.startsWith("passed"))).hasSize(1);
    }

    @Test
    void colourAddsNothingButColour() {
        String plain = TerminalMatrix.render(matrix, TerminalOptions.PLAIN);
        String coloured = TerminalMatrix.render(matrix, TerminalOptions.PLAIN.coloured());

        assertThat(coloured).isNotEqualTo(plain);
        assertThat(coloured.replaceAll("\u001b\\[[0-9;]*m", "").lines().map(String::stripTrailing))
                .containsExactlyElementsOf(plain.lines().toList());
    }

    @Test
    void aMatrixWithoutCellsSaysSo() {
        Matrix empty = new Matrix(MatrixFixture.run(), List.of(), List.of(), List.of());

        assertThat(TerminalMatrix.render(empty, TerminalOptions.PLAIN))
                .startsWith("No cell was run.");
    }

    @Test
    void columnsAreLetteredAsInASpreadsheet() {
        assertThat(List.of(0, 25, 26, 51, 52, 701, 702).stream().map(TerminalGrid::letter))
                .containsExactly("A", "Z", "AA", "AZ", "BA", "ZZ", "AAA");
    }
}
