package dev.poolproof.scenarios;

import static java.util.stream.Collectors.joining;

import dev.poolproof.model.matrix.CellResult;
import dev.poolproof.model.matrix.Matrix;
import dev.poolproof.model.matrix.RunListener;
import dev.poolproof.model.matrix.Verdict;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import java.util.function.Function;
import org.jspecify.annotations.Nullable;
import org.snakeyaml.engine.v2.api.Load;
import org.snakeyaml.engine.v2.api.LoadSettings;

/** The table of what the incident reports claim, with what a run has measured of it. */
final class ClaimsPage implements RunListener {
    static final Path CLAIMS = Path.of("claims.yaml");
    private static final String FILE = "claims.md";

    private final List<Claim> claims;
    private final Path folder;

    /**
     * @param folder where the table of a run goes, as {@code claims.md}
     */
    ClaimsPage(Path folder) {
        this.claims = read();
        this.folder = folder;
    }

    List<Claim> claims() {
        return claims;
    }

    /** Writes what this run has measured, if it has run any of the cells. */
    @Override
    public void ended(Matrix matrix) {
        Function<String, @Nullable Verdict> verdicts = cell -> verdict(matrix, cell);
        if (claims.stream()
                .flatMap(claim -> claim.follows().stream())
                .anyMatch(cell -> verdicts.apply(cell) != null)) {
            try {
                Files.writeString(folder.resolve(FILE), table(verdicts));
            } catch (IOException e) {
                throw new UncheckedIOException(e);
            }
        }
    }

    /**
     * The table in Markdown.
     *
     * @param verdicts by {@code scenario/candidate}; {@code null} for a cell that was not run
     */
    String table(Function<String, @Nullable Verdict> verdicts) {
        return claims.stream()
                .map(
                        claim ->
                                "| %s | %s | **%s** | %s |\n"
                                        .formatted(
                                                claim.claim(),
                                                claim.report(),
                                                outcome(claim, verdicts),
                                                claim.measured(verdicts)))
                .collect(
                        joining(
                                "",
                                "| what is said | of | measured: it | by |\n|---|---|---|---|\n",
                                ""));
    }

    /** A run whose cells come out otherwise than recorded is told of as such, and not stopped. */
    private static String outcome(Claim claim, Function<String, @Nullable Verdict> verdicts) {
        try {
            return claim.outcome(verdicts);
        } catch (IllegalArgumentException e) {
            return "came out otherwise than recorded";
        }
    }

    /** The verdict on MySQL where the cell asks for it, else on the first that it was run on. */
    private static @Nullable Verdict verdict(Matrix matrix, String cell) {
        boolean onMysql = cell.endsWith(Claim.MYSQL);
        String name = cell.replace(Claim.MYSQL, "");
        return matrix.cells().stream()
                .filter(
                        result ->
                                name.equals(result.id().scenario() + "/" + result.id().candidate()))
                .filter(result -> !onMysql || result.id().database().matches("(MariaDB|MySQL).*"))
                .map(CellResult::verdict)
                .findFirst()
                .orElse(null);
    }

    private static List<Claim> read() {
        try {
            Object root =
                    new Load(LoadSettings.builder().build())
                            .loadFromString(Files.readString(CLAIMS));
            return ((List<?>) root).stream().map(entry -> Claim.of((Map<?, ?>) entry)).toList();
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }
}
