package dev.poolproof.runner.worker;

import static org.assertj.core.api.Assertions.assertThat;

import dev.poolproof.model.candidate.WorkerProgram;
import java.nio.file.Path;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.condition.DisabledOnOs;
import org.junit.jupiter.api.condition.OS;
import org.junit.jupiter.api.io.TempDir;

/** What the check finds; that a worker passes it is tested where there is one. */
@Timeout(60)
@DisabledOnOs(value = OS.WINDOWS, disabledReason = "the worker of this test is a shell script")
class ConformanceTest {
    @Test
    void aWorkerThatSaysYesToEverythingDoesNotConform(@TempDir Path directory) throws Exception {
        WorkerProgram program =
                ShellWorker.running(
                        directory, "", "echo '{\"report\":\"ended\",\"id\":'$id',\"ms\":1}'");

        List<String> findings =
                Conformance.check(program, ShellWorker.request(), () -> List.of(1L, 2L));

        // Whether its long-query has ended when the read beside it does is chance.
        assertThat(findings)
                .contains(
                        "read: borrowed must be reported once, was 0",
                        "writes: the table must have the ids 1, 2, 3, 4, has [1, 2]",
                        "long-query: must take as long as it is told",
                        "failures: a read must fail where nothing listens",
                        "failures: a read must fail where nothing listens",
                        "settings: must refuse \"no-such-setting\", was ready with {}");
    }
}
