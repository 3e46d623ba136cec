package dev.poolproof.junit;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatCode;
import static org.assertj.core.api.Assertions.assertThatExceptionOfType;

import dev.poolproof.model.TimeScale;
import dev.poolproof.model.candidate.Role;
import dev.poolproof.model.matrix.CellId;
import dev.poolproof.model.matrix.CellResult;
import dev.poolproof.model.matrix.Matrix;
import dev.poolproof.model.matrix.Numbers;
import dev.poolproof.model.matrix.RunInfo;
import dev.poolproof.model.matrix.Verdict;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.DynamicContainer;
import org.junit.jupiter.api.DynamicNode;
import org.junit.jupiter.api.DynamicTest;
import org.junit.jupiter.api.Test;
import org.opentest4j.AssertionFailedError;
import org.opentest4j.TestAbortedException;

class MatrixSuiteTest {
    @Test
    void aContainerPerScenarioHasATestPerCell() {
        List<DynamicContainer> containers =
                MatrixSuite.tests(
                                matrix(
                                        cell("night", "ours", Verdict.PASS, Role.PROPOSED, null),
                                        cell("day", "ours", Verdict.FAIL, Role.REFERENCE, null),
                                        cell(
                                                "night",
                                                "old",
                                                Verdict.FAIL,
                                                Role.REFERENCE,
                                                Verdict.FAIL)))
                        .toList();

        assertThat(containers)
                .extracting(DynamicNode::getDisplayName)
                .containsExactly("night", "day");
        assertThat(containers.get(0).getChildren())
                .extracting(DynamicNode::getDisplayName)
                .containsExactly("night × ours: PASS", "night × old: FAIL, recorded as FAIL");
        assertThat(containers.get(1).getChildren()).hasSize(1);
    }

    @Test
    void aCellThatHeldPasses() {
        assertThatCode(() -> run(cell("n", "c", Verdict.PASS, Role.PROPOSED, null)))
                .doesNotThrowAnyException();
        assertThatCode(() -> run(cell("n", "c", Verdict.FAIL, Role.REFERENCE, Verdict.FAIL)))
                .doesNotThrowAnyException();
    }

    @Test
    void aCellThatDidNotHoldFailsAndSaysWhyAndHowToRepeatIt() {
        assertThatExceptionOfType(AssertionFailedError.class)
                .isThrownBy(() -> run(cell("n", "c", Verdict.FAIL, Role.PROPOSED, null)))
                .withMessageContainingAll(
                        "n × c: FAIL", "it had to be", "7m seen", "again: repeat n/c");
        assertThatExceptionOfType(AssertionFailedError.class)
                .isThrownBy(() -> run(cell("n", "c", Verdict.PASS, Role.REFERENCE, Verdict.FAIL)));
    }

    @Test
    void aCellThatStayedInconclusiveFails() {
        assertThatExceptionOfType(AssertionFailedError.class)
                .isThrownBy(() -> run(cell("n", "c", Verdict.INCONCLUSIVE, Role.REFERENCE, null)));
    }

    @Test
    void aSkippedCellIsAbortedWithItsReason() {
        assertThatExceptionOfType(TestAbortedException.class)
                .isThrownBy(() -> run(cell("n", "c", Verdict.SKIPPED, Role.PROPOSED, null)))
                .withMessage("it had to be");
    }

    private static void run(CellResult cell) throws Throwable {
        DynamicContainer container = MatrixSuite.tests(matrix(cell)).findFirst().orElseThrow();
        DynamicNode test = container.getChildren().findFirst().orElseThrow();
        ((DynamicTest) test).getExecutable().execute();
    }

    private static Matrix matrix(CellResult... cells) {
        List<CellResult> all = List.of(cells);
        return new Matrix(
                new RunInfo(Map.of(), "m", 1, Instant.EPOCH, Duration.ZERO, Duration.ZERO, "again"),
                all.stream().map(cell -> cell.id().scenario()).distinct().toList(),
                all.stream().map(cell -> cell.id().candidate()).distinct().toList(),
                all);
    }

    private static CellResult cell(
            String scenario,
            String candidate,
            Verdict verdict,
            Role role,
            @Nullable Verdict expected) {
        return new CellResult(
                new CellId(scenario, candidate, "PostgreSQL"),
                role,
                verdict,
                "it had to be",
                List.of("7m seen"),
                expected,
                null,
                false,
                false,
                TimeScale.REAL,
                List.of(),
                List.of(),
                Numbers.NONE,
                "repeat " + scenario + "/" + candidate);
    }
}
