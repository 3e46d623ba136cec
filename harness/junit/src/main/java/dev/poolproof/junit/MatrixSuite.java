package dev.poolproof.junit;

import static org.junit.jupiter.api.DynamicContainer.dynamicContainer;
import static org.junit.jupiter.api.DynamicTest.dynamicTest;

import dev.poolproof.model.matrix.CellResult;
import dev.poolproof.model.matrix.Matrix;
import dev.poolproof.model.matrix.RunListener;
import dev.poolproof.model.matrix.Standing;
import dev.poolproof.model.matrix.Verdict;
import dev.poolproof.runner.MatrixRunner;
import dev.poolproof.runner.RunException;
import dev.poolproof.runner.RunRequest;
import java.util.stream.Stream;
import org.junit.jupiter.api.DynamicContainer;
import org.junit.jupiter.api.DynamicTest;
import org.opentest4j.AssertionFailedError;
import org.opentest4j.TestAbortedException;

/** A matrix as JUnit sees it: a container a scenario and database, and a test a cell. */
public final class MatrixSuite {
    private MatrixSuite() {}

    /**
     * Runs the matrix, and returns a test for each cell that says how it came out. A cell that did
     * not come out as it must, or that stayed inconclusive, is a failed test; a skipped cell is an
     * aborted one.
     *
     * @throws RunException if the request cannot be carried out
     */
    public static Stream<DynamicContainer> run(RunRequest request, RunListener listener)
            throws RunException, InterruptedException {
        return tests(MatrixRunner.run(request, listener));
    }

    static Stream<DynamicContainer> tests(Matrix matrix) {
        return matrix.cells().stream()
                .map(cell -> matrix.row(cell.id()))
                .distinct()
                .map(row -> container(row, matrix));
    }

    private static DynamicContainer container(String row, Matrix matrix) {
        return dynamicContainer(
                row,
                matrix.cells().stream()
                        .filter(cell -> matrix.row(cell.id()).equals(row))
                        .map(MatrixSuite::test));
    }

    private static DynamicTest test(CellResult cell) {
        return dynamicTest(name(cell), () -> check(cell));
    }

    private static String name(CellResult cell) {
        String recorded = cell.expected() == null ? "" : ", recorded as " + cell.expected();
        return cell.id() + ": " + cell.verdict() + (cell.waived() == null ? recorded : ", waived");
    }

    private static void check(CellResult cell) {
        if (cell.verdict() == Verdict.SKIPPED) {
            throw new TestAbortedException(cell.why());
        }
        if (cell.standing() != Standing.HELD) {
            throw new AssertionFailedError(
                    String.join(
                            System.lineSeparator(),
                            Stream.of(
                                            Stream.of(
                                                    cell.id() + ": " + cell.verdict(), cell.why()),
                                            cell.evidence().stream(),
                                            Stream.of("again: " + cell.repeat()))
                                    .flatMap(lines -> lines)
                                    .toList()));
        }
    }
}
