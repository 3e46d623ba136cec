package dev.poolproof.scenarios;

import dev.poolproof.junit.MatrixSuite;
import dev.poolproof.junit.RunProperties;
import dev.poolproof.model.matrix.Matrix;
import dev.poolproof.model.matrix.RunListener;
import dev.poolproof.model.matrix.RunListeners;
import dev.poolproof.reports.ProgressListener;
import dev.poolproof.reports.ReportFiles;
import dev.poolproof.reports.TerminalMatrix;
import dev.poolproof.reports.TerminalOptions;
import dev.poolproof.runner.RunException;
import dev.poolproof.runner.file.BadInput;
import java.nio.file.Path;
import java.util.stream.Stream;
import org.junit.jupiter.api.DynamicContainer;
import org.junit.jupiter.api.TestFactory;

/** Runs the catalogue, or what the system properties of {@link RunProperties} name. */
class CatalogueIT {
    private static final Path CATALOGUE = Path.of("catalogue");
    private static final Path PAGES = Path.of("target", "poolproof");

    @TestFactory
    Stream<DynamicContainer> cells() throws BadInput, RunException, InterruptedException {
        return MatrixSuite.run(
                RunProperties.read(CATALOGUE),
                RunListeners.all(
                        new ReportFiles(PAGES),
                        new ClaimsPage(PAGES),
                        ProgressListener.onTerminal(),
                        new Print()));
    }

    private static final class Print implements RunListener {
        @Override
        @SuppressWarnings("SystemOut") // this is what whoever ran the suite wants to see
        public void ended(Matrix matrix) {
            System.out.println();
            System.out.println(
                    TerminalMatrix.render(
                            matrix, TerminalOptions.PLAIN.withPages(PAGES.toAbsolutePath())));
        }
    }
}
