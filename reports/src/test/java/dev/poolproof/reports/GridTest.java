package dev.poolproof.reports;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.tuple;

import dev.poolproof.model.matrix.Matrix;
import java.util.List;
import java.util.Map;
import java.util.Set;
import org.junit.jupiter.api.Test;

class GridTest {
    private static final Map<String, Set<String>> PLAYERS =
            Map.of(
                    "nat-gateway-quiet-night", Set.of("keepalive-30s", "hikari-defaults"),
                    "firewall-silent-drop", Set.of("blog-fix"),
                    "alb-60s-idle", Set.of("hikari-defaults", "retry-3"));

    @Test
    void scenariosWithCandidatesInCommonStandInOneTable() {
        assertThat(new Grid(sparse()).tables())
                .extracting(
                        table -> table.rows().stream().map(Grid.Row::label).toList(),
                        Grid::candidates)
                .containsExactly(
                        tuple(
                                List.of("nat-gateway-quiet-night", "alb-60s-idle"),
                                List.of("keepalive-30s", "hikari-defaults", "retry-3")),
                        tuple(List.of("firewall-silent-drop"), List.of("blog-fix")));
        assertThat(new Grid(MatrixFixture.matrix()).tables())
                .singleElement()
                .extracting(Grid::candidates)
                .isEqualTo(MatrixFixture.matrix().candidates());
    }

    @Test
    void everyTableHasItsColumnsOnEveryPage() {
        assertThat(MarkdownMatrix.render(sparse()))
                .contains("| scenario | keepalive-30s ★ | hikari-defaults | retry-3 |\n")
                .contains("\n\n| scenario | blog-fix |\n");
        assertThat(TerminalMatrix.render(sparse(), TerminalOptions.PLAIN).lines())
                .filteredOn(line -> line.startsWith("passed"))
                .hasSize(2);
    }

    private static Matrix sparse() {
        Matrix whole = MatrixFixture.matrix();
        return new Matrix(
                whole.run(),
                whole.scenarios().stream().filter(PLAYERS::containsKey).toList(),
                whole.candidates(),
                whole.cells().stream()
                        .filter(
                                cell ->
                                        PLAYERS.getOrDefault(cell.id().scenario(), Set.of())
                                                .contains(cell.id().candidate()))
                        .toList());
    }
}
