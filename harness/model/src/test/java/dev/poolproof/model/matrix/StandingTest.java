package dev.poolproof.model.matrix;

import static org.assertj.core.api.Assertions.assertThat;

import dev.poolproof.model.TimeScale;
import dev.poolproof.model.candidate.Role;
import java.time.Duration;
import java.time.Instant;
import java.util.Arrays;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class StandingTest {
    @ParameterizedTest
    @CsvSource(
            nullValues = "-",
            value = {
                // role, verdict, recorded, waived, must show the symptom, shows it
                "PROPOSED,  PASS,         -,    -,        false, false, HELD",
                "PROPOSED,  PASS,         FAIL, -,        false, false, HELD",
                "PROPOSED,  FAIL,         -,    -,        false, false, BROKEN",
                "PROPOSED,  FAIL,         FAIL, -,        false, false, BROKEN",
                "PROPOSED,  FAIL,         -,    accepted, false, false, HELD",
                "REFERENCE, PASS,         PASS, -,        false, false, HELD",
                "REFERENCE, FAIL,         FAIL, -,        false, false, HELD",
                "REFERENCE, FAIL,         -,    -,        false, false, HELD",
                "REFERENCE, PASS,         FAIL, -,        false, false, BROKEN",
                "REFERENCE, FAIL,         PASS, -,        false, false, BROKEN",
                "REFERENCE, FAIL,         FAIL, -,        true,  true,  HELD",
                "REFERENCE, FAIL,         FAIL, -,        true,  false, BROKEN",
                "PROPOSED,  FAIL,         -,    accepted, true,  false, BROKEN",
                "PROPOSED,  INCONCLUSIVE, -,    accepted, false, false, UNDECIDED",
                "REFERENCE, INCONCLUSIVE, FAIL, -,        true,  false, UNDECIDED",
                "PROPOSED,  SKIPPED,      -,    -,        true,  false, HELD",
                "REFERENCE, SKIPPED,      PASS, -,        false, false, HELD",
            })
    void aCellStandsByItsRoleAndWhatIsRecorded(
            Role role,
            Verdict verdict,
            @Nullable Verdict recorded,
            @Nullable String waived,
            boolean mustShow,
            boolean shows,
            Standing standing) {
        assertThat(cell(role, verdict, recorded, waived, mustShow, shows).standing())
                .isEqualTo(standing);
    }

    @Test
    void theExitCodeIsThatOfTheWorstCell() {
        assertThat(matrix().exitCode()).isZero();
        assertThat(matrix(Verdict.PASS, Verdict.SKIPPED).exitCode()).isZero();
        assertThat(matrix(Verdict.PASS, Verdict.INCONCLUSIVE).exitCode()).isEqualTo(3);
        assertThat(matrix(Verdict.INCONCLUSIVE, Verdict.FAIL, Verdict.PASS).exitCode())
                .isEqualTo(1);
    }

    private static Matrix matrix(Verdict... verdicts) {
        return new Matrix(
                new RunInfo(
                        Map.of(), "", 1, Instant.EPOCH, Duration.ZERO, Duration.ZERO, "command"),
                List.of("s"),
                List.of("c"),
                Arrays.stream(verdicts)
                        .map(verdict -> cell(Role.PROPOSED, verdict, null, null, false, false))
                        .toList());
    }

    private static CellResult cell(
            Role role,
            Verdict verdict,
            @Nullable Verdict recorded,
            @Nullable String waived,
            boolean mustShow,
            boolean shows) {
        return new CellResult(
                new CellId("s", "c", "PostgreSQL"),
                role,
                verdict,
                "",
                List.of(),
                recorded,
                waived,
                shows,
                mustShow,
                TimeScale.REAL,
                List.of(),
                List.of(),
                Numbers.NONE,
                "command");
    }
}
