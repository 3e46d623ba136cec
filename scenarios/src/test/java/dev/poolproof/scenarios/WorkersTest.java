package dev.poolproof.scenarios;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assumptions.assumeThat;

import dev.poolproof.model.Names;
import dev.poolproof.model.TimeScale;
import dev.poolproof.model.candidate.Candidate;
import dev.poolproof.model.candidate.WorkerProgram;
import dev.poolproof.model.scenario.Engine;
import dev.poolproof.runner.RunFiles;
import dev.poolproof.runner.database.Backend;
import dev.poolproof.runner.database.CellTable;
import dev.poolproof.runner.database.Credentials;
import dev.poolproof.runner.database.Database;
import dev.poolproof.runner.database.Databases;
import dev.poolproof.runner.worker.Conformance;
import dev.poolproof.runner.worker.WorkerException;
import dev.poolproof.runner.worker.WorkerRequest;
import java.nio.file.Path;
import java.sql.Connection;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.sql.Statement;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.stream.Stream;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

/** The workers that the catalogue comes with keep to the protocol. */
class WorkersTest {
    static Stream<WorkerProgram> workers() throws Exception {
        return RunFiles.read(List.of(Path.of("catalogue")), null).scenarios().stream()
                .flatMap(scenario -> scenario.candidates().stream())
                .map(Candidate::worker)
                .filter(Objects::nonNull)
                .flatMap(worker -> worker.databases().stream().map(worker::on))
                .distinct();
    }

    @ParameterizedTest
    @MethodSource("workers")
    @Timeout(120)
    void aWorkerConforms(WorkerProgram worker) throws Exception {
        try (Database database =
                        Databases.open(
                                Names.parse(Engine.class, worker.database()),
                                Backend.EMBEDDED,
                                null,
                                new Credentials("", ""));
                CellTable table = CellTable.create(database, "conformance")) {
            WorkerRequest request =
                    new WorkerRequest(
                            database.address(),
                            worker.database().equals("mysql") ? "conformance" : "postgres",
                            database.credentials().user(),
                            database.credentials().password(),
                            worker.database(),
                            table.name(),
                            "conformance",
                            Map.of(),
                            null,
                            TimeScale.REAL);
            List<String> findings = List.of();
            try {
                findings = Conformance.check(worker, request, () -> ids(database, table.name()));
            } catch (WorkerException e) {
                assumeThat(e.kind())
                        .as(e.getMessage())
                        .isNotEqualTo(WorkerException.Kind.UNAVAILABLE);
                throw e;
            }

            assertThat(findings).isEmpty();
        }
    }

    private static List<Long> ids(Database database, String table) throws SQLException {
        List<Long> ids = new ArrayList<>();
        try (Connection connection = database.connect();
                Statement statement = connection.createStatement();
                ResultSet rows = statement.executeQuery("select id from " + table)) {
            while (rows.next()) {
                ids.add(rows.getLong(1));
            }
        }
        return ids;
    }
}
