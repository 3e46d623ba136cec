package dev.poolproof.cli;

import static dev.poolproof.model.Checks.atLeast;

import dev.poolproof.model.TimeScale;
import dev.poolproof.model.matrix.Matrix;
import dev.poolproof.model.matrix.RunListeners;
import dev.poolproof.reports.ProgressListener;
import dev.poolproof.reports.ReportFiles;
import dev.poolproof.reports.TerminalMatrix;
import dev.poolproof.reports.TerminalOptions;
import dev.poolproof.runner.DatabaseChoice;
import dev.poolproof.runner.MatrixRunner;
import dev.poolproof.runner.RepeatCommand;
import dev.poolproof.runner.RunException;
import dev.poolproof.runner.RunFiles;
import dev.poolproof.runner.RunRequest;
import dev.poolproof.runner.Selection;
import dev.poolproof.runner.file.BadInput;
import dev.poolproof.runner.http.NginxChoice;
import java.io.PrintWriter;
import java.io.UncheckedIOException;
import java.net.InetSocketAddress;
import java.nio.file.Path;
import java.util.List;
import java.util.concurrent.Callable;
import java.util.function.Supplier;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Help;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Option;
import picocli.CommandLine.Parameters;
import picocli.CommandLine.Spec;

/** {@code poolproof run}: plays scenarios with candidates, and shows the matrix. */
@Command(
        name = "run",
        description = "Plays scenarios with candidates, and shows the matrix.",
        mixinStandardHelpOptions = true,
        sortOptions = false)
final class RunCommand implements Callable<Integer> {
    private static final int BAD_INPUT = 2;

    @Spec private @Nullable CommandSpec spec;

    @Parameters(
            paramLabel = "FILE|DIR",
            arity = "1..*",
            description = "Scenario files, or directories of them.")
    private List<Path> scenarios = List.of();

    @Option(
            names = "--candidates",
            paramLabel = "FILE",
            description = "The candidates; by default candidates.yaml beside the scenarios.")
    private @Nullable Path candidates;

    @Option(
            names = "--out",
            paramLabel = "DIR",
            defaultValue = "poolproof-report",
            description = "Where the pages and histories go; by default ${DEFAULT-VALUE}.")
    private Path out = Path.of("poolproof-report");

    @Option(
            names = "--selection",
            paramLabel = "NAME",
            defaultValue = "default",
            description =
                    "Which scenarios are run: default, or all, also those whose files say"
                            + " \"selection: all\".")
    private String selection = "default";

    @Option(
            names = "--only",
            paramLabel = "GLOB",
            description =
                    "Runs only the cells whose scenario, candidate or scenario/candidate match,"
                            + " among all scenarios; \"{a,b}\" matches either.")
    private @Nullable String only;

    @Option(
            names = "--time-scale",
            paramLabel = "N",
            defaultValue = "100",
            description =
                    "Plays no cell faster than N times real time; 1 is real time. By default 100;"
                            + " most scenarios say that they tell nothing beyond 60.")
    private double timeScale = 100;

    @Option(
            names = "--seed",
            paramLabel = "N",
            defaultValue = "" + RunRequest.DEFAULT_SEED,
            description = "Seed of every random decision; by default ${DEFAULT-VALUE}.")
    private long seed = RunRequest.DEFAULT_SEED;

    @Option(
            names = "--cells-at-once",
            paramLabel = "N",
            description = "How many cells play side by side; by default 32 a processor.")
    private int cellsAtOnce = RunRequest.defaultCellsAtOnce();

    @Option(
            names = "--database",
            paramLabel = "NAME",
            defaultValue = "default",
            description =
                    "On which of its databases each scenario is run: postgresql, mysql, all, or"
                            + " default, which is the first that it names; http for those of"
                            + " HTTP alone.")
    private String database = "default";

    @Option(
            names = "--backend",
            paramLabel = "NAME",
            defaultValue = "embedded",
            description =
                    "Where servers come from: embedded, or testcontainers (postgres:17 and"
                            + " mysql:9.7 on a Docker engine).")
    private String backend = "embedded";

    @Option(
            names = "--nginx",
            paramLabel = "NAME",
            defaultValue = "auto",
            description =
                    "Which nginx HTTP scenarios are played with: local, container (nginx:1.26),"
                            + " emulated, or auto, which is the one installed here, or else the"
                            + " emulation.")
    private String nginx = "auto";

    @Option(
            names = "--database-url",
            paramLabel = "URL",
            defaultValue = "${sys:poolproof.database.url:-}",
            description =
                    "JDBC URL of a PostgreSQL, MySQL or MariaDB server of your own; cells run on it"
                            + " alone.")
    private String databaseUrl = "";

    @Option(
            names = "--database-user",
            paramLabel = "NAME",
            defaultValue = "${sys:poolproof.database.user:-}",
            description = "User of your own database; by default postgres or root.")
    private String databaseUser = "";

    @Option(
            names = "--database-password",
            paramLabel = "TEXT",
            defaultValue = "${sys:poolproof.database.password:-}",
            description = "Password of your own database.")
    private String databasePassword = "";

    @Option(
            names = "--proxy",
            paramLabel = "NAME",
            defaultValue = "poolproof",
            description =
                    "What plays the paths: poolproof, or toxiproxy for those that it can play.")
    private String proxy = "poolproof";

    @Option(
            names = "--toxiproxy",
            paramLabel = "HOST:PORT",
            defaultValue = RunRequest.DEFAULT_TOXIPROXY,
            description = "The API of a Toxiproxy server that runs; by default ${DEFAULT-VALUE}.")
    private String toxiproxy = RunRequest.DEFAULT_TOXIPROXY;

    @Override
    public Integer call() throws InterruptedException {
        try {
            return run(request(), pages());
        } catch (BadInput | RunException e) {
            // What was given cannot be run; the message says what to write instead.
            PrintWriter errors = spec().commandLine().getErr();
            errors.println(e.getMessage());
            errors.flush();
            return BAD_INPUT;
        }
    }

    private int run(RunRequest request, ReportFiles pages)
            throws RunException, InterruptedException {
        Matrix matrix =
                MatrixRunner.run(request, RunListeners.all(pages, ProgressListener.onTerminal()));
        PrintWriter terminal = spec().commandLine().getOut();
        TerminalOptions options = TerminalOptions.PLAIN.withPages(out);
        terminal.println(
                TerminalMatrix.render(
                        matrix, Help.Ansi.AUTO.enabled() ? options.coloured() : options));
        terminal.flush();
        return matrix.exitCode();
    }

    private ReportFiles pages() throws RunException {
        try {
            return new ReportFiles(out);
        } catch (UncheckedIOException e) {
            throw new RunException(
                    "--out: \"%s\" cannot be written: %s%n    write a directory that can be made"
                            .formatted(out, e.getMessage()),
                    e);
        }
    }

    private RunRequest request() throws BadInput, RunException {
        String url = databaseUrl.isEmpty() ? null : databaseUrl;
        return new RunRequest(
                RunFiles.read(scenarios, candidates),
                selection(),
                option("--time-scale", () -> new TimeScale(timeScale)),
                seed,
                option("--cells-at-once", () -> atLeast("it", 1, cellsAtOnce)),
                named(() -> DatabaseChoice.of(database)),
                named(() -> RunRequest.backend(backend)),
                url,
                RunRequest.credentials(url, databaseUser, databasePassword),
                toxiproxy(),
                named(() -> NginxChoice.named(nginx)),
                RepeatCommand.ofCommand(scenarios, candidates));
    }

    private Selection selection() throws RunException {
        Selection named = named(() -> Selection.named(selection));
        String glob = only;
        return glob == null ? named : option("--only", () -> Selection.of(glob));
    }

    private @Nullable InetSocketAddress toxiproxy() throws RunException {
        return named(() -> RunRequest.toxiproxy(proxy, toxiproxy));
    }

    /** What is refused by a message that begins with the option's name. */
    private static <T extends @Nullable Object> T named(Supplier<T> reader) throws RunException {
        try {
            return reader.get();
        } catch (IllegalArgumentException e) {
            throw new RunException("--" + e.getMessage(), e);
        }
    }

    private static <T> T option(String name, Supplier<T> reader) throws RunException {
        try {
            return reader.get();
        } catch (IllegalArgumentException e) {
            throw new RunException(name + ": " + e.getMessage(), e);
        }
    }

    private CommandSpec spec() {
        if (spec == null) {
            throw new IllegalStateException("picocli has not made this command");
        }
        return spec;
    }
}
