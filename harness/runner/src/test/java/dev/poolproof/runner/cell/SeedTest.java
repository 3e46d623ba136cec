package dev.poolproof.runner.cell;

import static dev.poolproof.runner.cell.Fixtures.candidate;
import static dev.poolproof.runner.cell.Fixtures.profile;
import static dev.poolproof.runner.cell.Fixtures.scenario;
import static java.time.Duration.ofSeconds;
import static org.assertj.core.api.Assertions.assertThat;

import dev.poolproof.model.TimeScale;
import dev.poolproof.model.matrix.CellId;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;

class SeedTest {
    private static final Seed SEED = new Seed(7);

    @Test
    void theSameSeedDecidesTheSameForACellAndForItsSlowerRepeat() {
        CellPlan plan = plan("alb", "ours");

        assertThat(decisions(SEED, plan)).isEqualTo(decisions(new Seed(7), plan));
        assertThat(decisions(SEED, plan.at(new TimeScale(10)))).isEqualTo(decisions(SEED, plan));
    }

    @Test
    void anotherCellDecidesOtherwise() {
        assertThat(decisions(SEED, plan("alb", "ours")))
                .isNotEqualTo(decisions(SEED, plan("alb", "theirs")))
                .isNotEqualTo(decisions(SEED, plan("nlb", "ours")));
    }

    @Test
    void anotherSeedDecidesOtherwise() {
        CellPlan plan = plan("alb", "ours");

        assertThat(decisions(SEED, plan)).isNotEqualTo(decisions(new Seed(8), plan));
    }

    private static List<Long> decisions(Seed seed, CellPlan plan) {
        return seed.forCell(plan).longs(20).boxed().toList();
    }

    private static CellPlan plan(String scenario, String candidate) {
        return new CellPlan(
                new CellId(scenario, candidate, "PostgreSQL"),
                scenario(scenario),
                candidate(candidate, Map.of()),
                profile(),
                List.of(),
                new Timing(new TimeScale(60), ofSeconds(1), ""));
    }
}
