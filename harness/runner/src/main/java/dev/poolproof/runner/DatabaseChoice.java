package dev.poolproof.runner;

import dev.poolproof.model.Names;
import dev.poolproof.model.scenario.Engine;
import dev.poolproof.model.scenario.Scenario;
import java.util.List;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;

/** On which of its databases each scenario is run. */
public final class DatabaseChoice {
    /** On the first that it names. */
    public static final DatabaseChoice DEFAULT = new DatabaseChoice("default", null);

    /** On all that it names. */
    private static final DatabaseChoice ALL = new DatabaseChoice("all", null);

    private final String name;
    private final @Nullable Engine only;

    private DatabaseChoice(String name, @Nullable Engine only) {
        this.name = name;
        this.only = only;
    }

    /** On one engine; scenarios that do not name it are not run. */
    public static DatabaseChoice of(Engine engine) {
        return new DatabaseChoice(Names.of(engine), engine);
    }

    /**
     * Reads a choice: {@code default}, {@code all}, or the name of an engine.
     *
     * @throws IllegalArgumentException if it is something else
     */
    public static DatabaseChoice of(String name) {
        return known().filter(choice -> choice.name.equals(name))
                .findFirst()
                .orElseThrow(
                        () ->
                                new IllegalArgumentException(
                                        "database must be one of %s, was \"%s\""
                                                .formatted(
                                                        known().map(DatabaseChoice::toString)
                                                                .collect(Collectors.joining(", ")),
                                                        name)));
    }

    private static Stream<DatabaseChoice> known() {
        return Stream.concat(
                Stream.of(DEFAULT, ALL), Stream.of(Engine.values()).map(DatabaseChoice::of));
    }

    /** The engines that {@code scenario} is run on. */
    List<Engine> among(Scenario scenario) {
        if (only != null) {
            return scenario.databases().stream().filter(only::equals).toList();
        }
        return equals(ALL) ? scenario.databases() : scenario.databases().subList(0, 1);
    }

    /** Whether cells may run on an engine other than {@code engine}. */
    boolean isBeyond(Engine engine) {
        return !equals(DEFAULT) && only != engine;
    }

    /** As it is written. */
    @Override
    public String toString() {
        return name;
    }
}
