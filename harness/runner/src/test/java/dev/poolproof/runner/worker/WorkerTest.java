package dev.poolproof.runner.worker;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatExceptionOfType;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.assertj.core.api.Assumptions.assumeThat;
import static org.awaitility.Awaitility.await;

import dev.poolproof.model.candidate.WorkerProgram;
import dev.poolproof.model.history.Failure;
import dev.poolproof.runner.worker.WorkerException.Kind;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.concurrent.FutureTask;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.condition.DisabledOnOs;
import org.junit.jupiter.api.condition.OS;
import org.junit.jupiter.api.io.TempDir;

/** How workers are started, heard, stopped and ended. */
@Timeout(60)
@DisabledOnOs(value = OS.WINDOWS, disabledReason = "the workers of this test are shell scripts")
class WorkerTest {
    private static final String ENDED = "echo '{\"report\":\"ended\",\"id\":'$id',\"ms\":1}'";

    /** Writes to a file again and again, beside the worker itself. */
    private static final String BEATS =
            "(while :; do echo beat >> beats; sleep 0.02; done) & echo $! > child";

    @TempDir private Path directory;
    private final List<String> logged = new CopyOnWriteArrayList<>();

    @Test
    void timesAreThoseThatTheWorkerMeasured() throws Exception {
        WorkerProgram program =
                ShellWorker.running(
                        directory,
                        "",
                        """
                        echo '{"report":"borrowed","id":'$id',"ms":12.5}'
                        echo '{"report":"ended","id":'$id',"ms":30}'
                        """);
        Recorded times = new Recorded();
        try (Worker worker = start(program)) {
            worker.run(ShellWorker.read(), times);

            assertThat(times.told).containsExactly("borrowed 12500000", "ended 30000000");
        }
    }

    @Test
    void whatTheWorkersApplicationCaughtIsTheFailure() throws Exception {
        WorkerProgram program =
                ShellWorker.running(
                        directory,
                        "",
                        """
                        echo '{"report":"ended","id":'$id',"ms":1,"failure":{"name":"DatabaseError",\
                        "message":"read failed","code":"ECONNRESET","causes":["Error: reset"]}}'
                        """);
        try (Worker worker = start(program)) {
            assertThatExceptionOfType(WorkerFailure.class)
                    .isThrownBy(() -> worker.run(ShellWorker.read(), new Recorded()))
                    .extracting(WorkerFailure::failure)
                    .isEqualTo(
                            new Failure(
                                    "DatabaseError",
                                    null,
                                    "read failed [ECONNRESET]",
                                    List.of("Error: reset")));
        }
    }

    @Test
    void aProgramThatIsNotThereIsUnavailableWithItsRemedy() {
        WorkerProgram program =
                new WorkerProgram(
                        "absent",
                        directory,
                        List.of("./absent"),
                        List.of("postgresql"),
                        "install what is absent");

        assertThatExceptionOfType(WorkerException.class)
                .isThrownBy(() -> start(program))
                .withMessageStartingWith("absent cannot run here: ")
                .withMessageEndingWith("; install what is absent")
                .extracting(WorkerException::kind)
                .isEqualTo(Kind.UNAVAILABLE);
    }

    @Test
    void aWorkerMayRefuseItsSettings() {
        WorkerProgram program =
                ShellWorker.script(
                        directory, "echo '{\"report\":\"refused\",\"reason\":\"max is 0\"}'");

        assertThatExceptionOfType(WorkerException.class)
                .isThrownBy(() -> start(program))
                .withMessage("max is 0")
                .extracting(WorkerException::kind)
                .isEqualTo(Kind.REFUSED);
    }

    @Test
    void aCrashIsToldWithTheLastLinesOfStandardError() throws Exception {
        WorkerProgram program =
                ShellWorker.running(directory, "", "echo 'out of luck' >&2; exit 3");
        try (Worker worker = start(program)) {
            assertBroken(worker, "it ended with code 3, with out of luck");
            assertBroken(worker, "it ended with code 3, with out of luck");
        }
    }

    @Test
    void aLineThatIsNoReportBreaksTheWorker() throws Exception {
        WorkerProgram program = ShellWorker.running(directory, "", "echo 'connected!'");
        try (Worker worker = start(program)) {
            assertBroken(worker, "it wrote \"connected!\", which is no report: it is no JSON");
        }
    }

    @Test
    void aFloodOfLogLinesBreaksTheWorker() throws Exception {
        WorkerProgram program =
                ShellWorker.running(
                        directory,
                        "",
                        "yes '{\"report\":\"log\",\"level\":\"WARN\",\"line\":\"again\"}'");
        try (Worker worker = start(program)) {
            assertBroken(worker, "it logged more than 10000 lines");
            assertThat(logged).hasSize(10_000);
        }
    }

    @Test
    void anOperationThatNobodyAskedForBreaksTheWorker() throws Exception {
        WorkerProgram program =
                ShellWorker.running(
                        directory, "", "echo '{\"report\":\"ended\",\"id\":7,\"ms\":1}'");
        try (Worker worker = start(program)) {
            assertBroken(worker, "the worker was not asked for operation 7");
        }
    }

    @Test
    void aWorkerThatAnswersNothingIsBroken() throws Exception {
        WorkerProgram program = ShellWorker.running(directory, "", "sleep 1000");
        try (Worker worker = start(program, Duration.ofSeconds(1))) {
            assertBroken(worker, "it has fallen silent");
        }
    }

    @Test
    void aWorkerThatFellSilentAfterItsLastOperationIsFoundOut() throws Exception {
        WorkerProgram program =
                ShellWorker.running(
                        directory,
                        "",
                        "echo '{\"report\":\"ended\",\"id\":'$id',\"ms\":1}'; [ $id = 1 ] || sleep 1000");
        try (Worker worker = start(program, Duration.ofSeconds(1))) {
            worker.run(ShellWorker.read(), new Recorded());
            worker.check();
            worker.run(ShellWorker.read(), new Recorded());

            assertThatThrownBy(worker::check)
                    .isInstanceOf(WorkerException.class)
                    .hasMessageContaining("it has fallen silent");
        }
    }

    @Test
    void aWorkerThatAnswersWhileAnOperationTakesItsTimeIsNot() throws Exception {
        WorkerProgram program = ShellWorker.running(directory, "", "(sleep 2.5; " + ENDED + ") &");
        try (Worker worker = start(program, Duration.ofMillis(1_200))) {
            Recorded times = new Recorded();
            worker.run(ShellWorker.read(), times);

            assertThat(times.told).containsExactly("ended 1000000");
        }
    }

    @Test
    void nothingOfAFrozenWorkerRunsUntilItIsAskedForSomething() throws Exception {
        try (Worker worker = start(ShellWorker.running(directory, BEATS, ENDED))) {
            await().until(() -> beats() > 3);

            worker.freeze();

            long frozenAt = beats();
            await().during(Duration.ofMillis(300)).until(() -> beats() == frozenAt);
            worker.run(ShellWorker.read(), new Recorded());
            await().until(() -> beats() > frozenAt);
        }
    }

    @Test
    void nothingOfAWorkerIsLeft() throws Exception {
        Worker worker =
                start(ShellWorker.running(directory, BEATS + "; trap '' TERM HUP", "sleep 1000"));
        ProcessHandle child = child();
        worker.freeze();
        assertThat(child.isAlive()).isTrue();

        worker.close();

        await().until(() -> !child.isAlive());
    }

    @Test
    void aFrozenWorkerDoesNotOutliveTheThreadThatStartedIt() throws Exception {
        assumeThat(Path.of("/usr/bin/setpriv")).as("what lets the kernel do it").exists();
        WorkerProgram program = ShellWorker.running(directory, "echo $$ > child", ENDED);
        FutureTask<ProcessHandle> starting =
                new FutureTask<>(
                        () -> {
                            start(program).freeze();
                            return child();
                        });
        Thread starter = new Thread(starting);
        starter.start();
        ProcessHandle process = starting.get();

        starter.join();

        await().until(() -> !process.isAlive());
    }

    @Test
    void linesThatTheWorkerLogsAreHandedOn() throws Exception {
        WorkerProgram program =
                ShellWorker.running(
                        directory,
                        "echo '{\"report\":\"log\",\"level\":\"WARN\",\"line\":\"old\"}'",
                        ENDED);
        try (Worker worker = start(program)) {
            worker.run(ShellWorker.read(), new Recorded());

            assertThat(logged).containsExactly("WARN old");
        }
    }

    private static void assertBroken(Worker worker, String reason) {
        assertThatExceptionOfType(WorkerException.class)
                .isThrownBy(() -> worker.run(ShellWorker.read(), new Recorded()))
                .withMessageContaining(reason)
                .extracting(WorkerException::kind)
                .isEqualTo(Kind.BROKEN);
    }

    private Worker start(WorkerProgram program) throws Exception {
        return start(program, Duration.ofSeconds(30));
    }

    private Worker start(WorkerProgram program, Duration silence) throws Exception {
        return Worker.start(
                program,
                ShellWorker.request(),
                (level, line) -> logged.add(level + " " + line),
                silence);
    }

    private long beats() throws IOException {
        Path beats = directory.resolve("beats");
        return Files.exists(beats) ? Files.size(beats) : 0;
    }

    private ProcessHandle child() throws IOException {
        Path child = directory.resolve("child");
        await().until(() -> Files.exists(child) && Files.size(child) > 0);
        return ProcessHandle.of(Long.parseLong(Files.readString(child).strip())).orElseThrow();
    }

    private static final class Recorded implements Worker.Times {
        private final List<String> told = new CopyOnWriteArrayList<>();

        @Override
        public void borrowed(long wallNanos) {
            told.add("borrowed " + wallNanos);
        }

        @Override
        public void ended(long wallNanos) {
            told.add("ended " + wallNanos);
        }
    }
}
