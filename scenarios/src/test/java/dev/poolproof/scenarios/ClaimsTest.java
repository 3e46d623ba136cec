package dev.poolproof.scenarios;

import static org.assertj.core.api.Assertions.assertThat;

import dev.poolproof.model.matrix.Verdict;
import dev.poolproof.model.scenario.Engine;
import dev.poolproof.model.scenario.Scenario;
import dev.poolproof.runner.RunFiles;
import dev.poolproof.runner.file.BadInput;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;

/** What the page on the reports' claims says is what the catalogue records, and each run checks. */
class ClaimsTest {
    private final ClaimsPage page = new ClaimsPage(Path.of("target"));
    private final Map<String, Verdict> recorded = new HashMap<>();

    ClaimsTest() throws BadInput {
        for (Scenario scenario : RunFiles.read(List.of(Path.of("catalogue")), null).scenarios()) {
            scenario.outcomes()
                    .forEach(
                            (candidate, verdict) ->
                                    recorded.put(scenario.name() + "/" + candidate, verdict));
            if (scenario.databases().contains(Engine.MYSQL)) {
                scenario.on(Engine.MYSQL)
                        .outcomes()
                        .forEach(
                                (candidate, verdict) ->
                                        recorded.put(
                                                scenario.name() + "/" + candidate + Claim.MYSQL,
                                                verdict));
            }
        }
    }

    @Test
    void everyCellOfAClaimIsRecordedInTheCatalogue() {
        assertThat(page.claims()).hasSizeGreaterThanOrEqualTo(8);
        assertThat(page.claims())
                .allSatisfy(
                        claim -> {
                            assertThat(recorded.keySet()).containsAll(claim.follows());
                            assertThat(recorded.keySet()).containsAll(claim.ignores());
                            assertThat(claim.outcome(recorded::get)).contains("hold");
                        });
    }

    /** A claim or an outcome is new or has changed: put target/claims-table.md on the page. */
    @Test
    void thePageIsWhatTheOutcomesSay() throws IOException {
        Files.writeString(Path.of("target", "claims-table.md"), page.table(recorded::get));
        String written = Files.readString(Path.of("..", "docs", "claims.md"));

        assertThat(written.replaceAll("(?s).*<!-- what ClaimsTest prints -->\n(.*)", "$1"))
                .isEqualTo(page.table(recorded::get));
    }
}
