package dev.poolproof.reports;

import static org.assertj.core.api.Assertions.assertThat;

import dev.poolproof.model.history.History;
import dev.poolproof.model.history.HistoryEvent.PhaseStarted;
import dev.poolproof.model.matrix.CellId;
import dev.poolproof.model.matrix.CellResult;
import dev.poolproof.model.matrix.Matrix;
import java.io.ByteArrayInputStream;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.HashSet;
import java.util.List;
import java.util.Set;
import javax.xml.parsers.DocumentBuilderFactory;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.w3c.dom.Document;

class NastyNamesTest {
    private final Matrix matrix = MatrixFixture.nasty();
    @TempDir Path directory;

    @Test
    void htmlShowsThemAsText() throws IOException {
        Path file = directory.resolve("matrix.html");
        History history =
                new History(List.of(new PhaseStarted(Duration.ZERO, 0, "<script>alert('x')")));

        HtmlMatrix.write(file, matrix, cell -> history);

        assertThat(Files.readString(file))
                .contains("&lt;script&gt;alert(&#39;x&#39;)")
                .doesNotContain("<script>alert")
                .doesNotContain("PostgreSQL <17>");
    }

    @Test
    void markdownKeepsItsTable() {
        List<String> rows =
                MarkdownMatrix.render(matrix).lines().filter(line -> line.startsWith("|")).toList();

        assertThat(rows).hasSize(matrix.scenarios().size() + 3);
        assertThat(rows)
                .allSatisfy(
                        row ->
                                assertThat(row.replaceAll("\\\\.", "").chars())
                                        .filteredOn(character -> character == '|')
                                        .hasSize(matrix.candidates().size() + 2));
        assertThat(MarkdownMatrix.render(matrix)).doesNotContain("<script>", "\u001b", "[h](i)");
    }

    @Test
    void junitStaysXml() throws Exception {
        Document document =
                DocumentBuilderFactory.newInstance()
                        .newDocumentBuilder()
                        .parse(
                                new ByteArrayInputStream(
                                        JunitXml.render(matrix).getBytes(StandardCharsets.UTF_8)));

        var first = document.getElementsByTagName("testcase").item(0).getAttributes();
        assertThat(first.getNamedItem("classname").getNodeValue())
                .isEqualTo(matrix.scenarios().get(0));
        assertThat(first.getNamedItem("name").getNodeValue()).isEqualTo(matrix.candidates().get(0));
    }

    @Test
    void theTerminalIsNeitherSteeredNorBroken() {
        String page = TerminalMatrix.render(matrix, TerminalOptions.PLAIN);

        assertThat(page).doesNotContain("\u001b", "\u0000");
        assertThat(page.lines()).allSatisfy(line -> assertThat(Text.length(line)).isLessThan(101));
    }

    @Test
    void historyFilesStayInTheirDirectoryEachUnderItsOwnName() {
        HistoryNames names = new HistoryNames();
        Set<String> all = new HashSet<>();
        for (CellResult cell : matrix.cells()) {
            all.add(names.of(cell.id()));
        }
        CellId plain = new CellId("night", "ours", "PostgreSQL 17.11");
        all.add(names.of(plain));
        all.add(names.of(new CellId("night", "ours", "MariaDB 11.8")));
        all.add(names.of(new CellId("Night", "ours", "PostgreSQL 17.11")));

        assertThat(all).hasSize(7).contains("night--ours.ndjson");
        assertThat(all)
                .allSatisfy(
                        name -> assertThat(name).matches("[a-z0-9_-][a-z0-9._-]{0,200}\\.ndjson"));
        assertThat(names.of(plain)).isEqualTo("night--ours.ndjson");
    }
}
