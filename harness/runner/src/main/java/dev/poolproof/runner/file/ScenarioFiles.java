package dev.poolproof.runner.file;

import dev.poolproof.model.scenario.Scenario;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;
import org.snakeyaml.engine.v2.nodes.Node;

/**
 * Reads scenario files: YAML 1.2 in UTF-8, one scenario a file, named like the file without its
 * extension.
 */
public final class ScenarioFiles {
    private static final String SCENARIO_PATH =
            "the path of a scenario file, or of a folder of them";

    private ScenarioFiles() {}

    /**
     * Reads one scenario.
     *
     * @throws BadInput if the file cannot be read or has errors; it has all of them
     */
    public static Scenario read(Path file, Vocabulary vocabulary) throws BadInput {
        Problems problems = new Problems();
        Scenario scenario = read(file, vocabulary, problems);
        problems.throwIfAny();
        return complete(scenario, file);
    }

    /**
     * Reads scenarios in the order given. Of a folder it takes every {@code .yaml} and {@code .yml}
     * file in it and below, in the order of their paths, except {@code candidates.yaml} and {@code
     * candidates.yml} and what belongs to a worker. A file that is reached twice is read once.
     *
     * @throws BadInput if a file cannot be read or has errors, a folder has no scenario, or two
     *     scenarios have the same name; it has the errors of all files
     */
    public static List<Scenario> readAll(List<Path> filesOrDirectories, Vocabulary vocabulary)
            throws BadInput {
        Problems problems = new Problems();
        List<Scenario> scenarios = new ArrayList<>();
        Map<String, Path> files = new LinkedHashMap<>();
        for (Path file : filesOf(filesOrDirectories, problems)) {
            Path namesake = files.putIfAbsent(nameOf(file), file);
            if (namesake != null) {
                Source.of(file, problems)
                        .error(
                                1,
                                1,
                                "file name",
                                Item.quoted(nameOf(file))
                                        + " is also the name of "
                                        + Source.nameOf(namesake),
                                "another name for one of the two files");
            }
            Scenario scenario = read(file, vocabulary, problems);
            if (scenario != null) {
                scenarios.add(scenario);
            }
        }
        problems.throwIfAny();
        return List.copyOf(scenarios);
    }

    private static @Nullable Scenario read(Path file, Vocabulary vocabulary, Problems problems) {
        Source source = Source.of(file, problems);
        Node root = Documents.single(file, source, "a scenario");
        if (root == null) {
            return null;
        }
        Item item = new Item(source, "", root);
        String name = nameOf(file);
        if (!Values.isName(name)) {
            source.error(
                    1,
                    1,
                    "file name",
                    Item.quoted(name) + " is not a name",
                    Values.nameAdvice(name));
        }
        return new ScenarioReader(vocabulary, file).read(name, item);
    }

    private static Scenario complete(@Nullable Scenario scenario, Path file) {
        if (scenario == null) {
            throw new IllegalStateException(file + " gave neither a scenario nor an error");
        }
        return scenario;
    }

    private static List<Path> filesOf(List<Path> filesOrDirectories, Problems problems) {
        List<Path> files = new ArrayList<>();
        Set<Path> seen = new LinkedHashSet<>();
        for (Path path : filesOrDirectories) {
            List<Path> found =
                    Files.isDirectory(path) ? filesBelow(path, problems) : existing(path, problems);
            for (Path file : found) {
                if (seen.add(file.toAbsolutePath().normalize())) {
                    files.add(file);
                }
            }
        }
        return files;
    }

    private static List<Path> existing(Path file, Problems problems) {
        if (Files.exists(file)) {
            return List.of(file);
        }
        problems.addForFile(Source.nameOf(file), "does not exist", SCENARIO_PATH);
        return List.of();
    }

    private static List<Path> filesBelow(Path directory, Problems problems) {
        try (Stream<Path> below = Files.walk(directory)) {
            List<Path> files =
                    below.filter(Files::isRegularFile)
                            .filter(file -> isScenario(fileName(file)))
                            .filter(file -> !isOfWorker(directory, file))
                            .sorted()
                            .toList();
            if (files.isEmpty()) {
                problems.addForFile(
                        Source.nameOf(directory), "is a folder without a scenario", SCENARIO_PATH);
            }
            return files;
        } catch (IOException | UncheckedIOException e) {
            problems.addForFile(
                    Source.nameOf(directory), "cannot be read: " + e.getMessage(), SCENARIO_PATH);
            return List.of();
        }
    }

    private static boolean isScenario(String fileName) {
        return fileName.matches(".*\\.ya?ml") && !fileName.matches("candidates\\.ya?ml");
    }

    /** A worker's own file, or one of its libraries': they have YAML of their own. */
    private static boolean isOfWorker(Path top, Path file) {
        return Stream.iterate(
                        file.getParent(),
                        folder -> folder != null && folder.startsWith(top),
                        Path::getParent)
                .anyMatch(folder -> Files.exists(folder.resolve(WorkerReader.FILE)));
    }

    /** The name of the scenario in {@code file}. */
    public static String nameOf(Path file) {
        return fileName(file).replaceFirst("\\.[^.]*$", "");
    }

    private static String fileName(Path file) {
        Path last = file.getFileName();
        return last == null ? "" : last.toString();
    }
}
