package dev.poolproof.runner;

import dev.poolproof.model.Names;
import dev.poolproof.model.TimeScale;
import dev.poolproof.model.scenario.Engine;
import dev.poolproof.runner.artifact.Versions;
import dev.poolproof.runner.database.Backend;
import dev.poolproof.runner.database.JdbcUrls;
import dev.poolproof.runner.http.NginxChoice;
import java.net.InetSocketAddress;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.regex.Pattern;
import java.util.stream.Collectors;
import org.jspecify.annotations.Nullable;

/**
 * The command that repeats a run or one of its cells, ready for a POSIX shell: all that the run was
 * asked for otherwise than by default. Never in it are passwords, which whoever repeats the run
 * adds, and where the pages go.
 */
public final class RepeatCommand {
    private static final Pattern PLAIN = Pattern.compile("[A-Za-z0-9_@%+=:,./-]+");

    private final Door door;
    private final List<Path> scenarios;
    private final @Nullable Path candidates;

    private RepeatCommand(Door door, List<Path> scenarios, @Nullable Path candidates) {
        this.door = door;
        this.scenarios = List.copyOf(scenarios);
        this.candidates = candidates;
    }

    /** Of {@code poolproof run}. */
    public static RepeatCommand ofCommand(List<Path> scenarios, @Nullable Path candidates) {
        return new RepeatCommand(Door.COMMAND, scenarios, candidates);
    }

    /**
     * Of {@code mvn verify -Pscenarios}.
     *
     * @param scenarios none for the catalogue
     */
    public static RepeatCommand ofMaven(List<Path> scenarios, @Nullable Path candidates) {
        return new RepeatCommand(Door.MAVEN, scenarios, candidates);
    }

    /** Repeats {@code request}. */
    String run(RunRequest request) {
        return command(request, request.selection(), request.databases().toString());
    }

    /** Repeats one cell of {@code request}. */
    String cell(RunRequest request, String scenario, String candidate, Engine engine) {
        String database =
                request.databases().equals(DatabaseChoice.DEFAULT)
                        ? DatabaseChoice.DEFAULT.toString()
                        : Names.of(engine);
        return command(request, Selection.of(scenario + "/" + candidate), database);
    }

    private String command(RunRequest request, Selection selection, String database) {
        List<String> versions =
                Versions.overridden().entrySet().stream()
                        .map(version -> "-D" + version.getKey() + "=" + version.getValue())
                        .toList();
        List<String> words = new ArrayList<>();
        if (door == Door.COMMAND) {
            words.add("java");
            words.addAll(versions);
            words.addAll(List.of("-jar", "poolproof.jar", "run"));
            scenarios.forEach(file -> words.add(file.toString()));
        } else {
            words.addAll(List.of("mvn", "verify", "-Pscenarios"));
            words.addAll(versions);
            String files = scenarios.stream().map(Path::toString).collect(Collectors.joining(","));
            option(words, "scenarios", files, "");
        }
        option(words, "candidates", candidates == null ? "" : candidates.toString(), "");
        option(words, "time-scale", plain(request.fastest()), plain(RunRequest.DEFAULT_FASTEST));
        option(words, "seed", request.seed(), "");
        option(words, "cells-at-once", request.cellsAtOnce(), RunRequest.defaultCellsAtOnce());
        option(words, "database", database, DatabaseChoice.DEFAULT);
        option(words, "backend", Names.of(request.backend()), Names.of(Backend.EMBEDDED));
        if (request.databaseUrl() != null) {
            option(words, "database.url", JdbcUrls.withoutPasswords(request.databaseUrl()), "");
            option(words, "database.user", request.credentials().user(), "");
        }
        option(words, "nginx", Names.of(request.nginx()), Names.of(NginxChoice.AUTO));
        InetSocketAddress toxiproxy = request.toxiproxy();
        if (toxiproxy != null) {
            option(words, "proxy", "toxiproxy", "");
            option(
                    words,
                    "toxiproxy",
                    toxiproxy.getHostString() + ":" + toxiproxy.getPort(),
                    RunRequest.DEFAULT_TOXIPROXY);
        }
        if (selection.isWhole()) {
            option(words, "selection", selection.name(), Selection.DEFAULT.name());
        } else {
            option(words, "only", selection.glob(), "");
        }
        return words.stream().map(RepeatCommand::quoted).collect(Collectors.joining(" "));
    }

    /** Adds an option unless it has its default. */
    private void option(List<String> words, String name, Object value, Object byDefault) {
        if (value.toString().equals(byDefault.toString())) {
            return;
        }
        if (door == Door.COMMAND) {
            words.add("--" + name.replace('.', '-'));
            words.add(value.toString());
        } else {
            words.add("-Dpoolproof." + name + "=" + value);
        }
    }

    /** {@code 60}, or {@code 7.5}. */
    private static String plain(TimeScale scale) {
        return scale.toString().replace("x", "");
    }

    private static String quoted(String word) {
        return PLAIN.matcher(word).matches() ? word : "'" + word.replace("'", "'\\''") + "'";
    }

    /** How the run was started. */
    private enum Door {
        COMMAND,
        MAVEN
    }
}
