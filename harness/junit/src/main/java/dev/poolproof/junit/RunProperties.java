package dev.poolproof.junit;

import dev.poolproof.model.TimeScale;
import dev.poolproof.runner.DatabaseChoice;
import dev.poolproof.runner.RepeatCommand;
import dev.poolproof.runner.RunFiles;
import dev.poolproof.runner.RunRequest;
import dev.poolproof.runner.Selection;
import dev.poolproof.runner.database.Backend;
import dev.poolproof.runner.file.BadInput;
import dev.poolproof.runner.http.NginxChoice;
import java.net.InetSocketAddress;
import java.nio.file.Path;
import java.util.Arrays;
import java.util.List;
import java.util.function.Function;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;

/**
 * Reads a run from system properties: {@code poolproof.scenarios} (files or directories, commas
 * between), {@code poolproof.candidates}, {@code poolproof.selection}, {@code poolproof.only},
 * {@code poolproof.time-scale}, {@code poolproof.seed}, {@code poolproof.cells-at-once}, {@code
 * poolproof.database}, {@code poolproof.backend}, {@code poolproof.database.url}, {@code .user} and
 * {@code .password}. Relative paths count from {@code poolproof.root}.
 */
public final class RunProperties {
    private RunProperties() {}

    /**
     * The run that the system properties ask for.
     *
     * @param catalogue directory of the scenarios that are run if the properties name none
     * @throws BadInput if a file cannot be used
     * @throws IllegalArgumentException if a property cannot be used
     */
    public static RunRequest read(Path catalogue) throws BadInput {
        Path candidates = get("poolproof.candidates", RunProperties::path);
        String url = get("poolproof.database.url", Function.identity());
        return new RunRequest(
                RunFiles.read(scenarios(catalogue), candidates),
                selection(),
                or(
                        "poolproof.time-scale",
                        text -> new TimeScale(Double.parseDouble(text)),
                        RunRequest.DEFAULT_FASTEST),
                or("poolproof.seed", Long::parseLong, RunRequest.DEFAULT_SEED),
                or("poolproof.cells-at-once", Integer::parseInt, RunRequest.defaultCellsAtOnce()),
                or("poolproof.database", DatabaseChoice::of, DatabaseChoice.DEFAULT),
                or("poolproof.backend", RunRequest::backend, Backend.EMBEDDED),
                url,
                RunRequest.credentials(
                        url,
                        or("poolproof.database.user", Function.identity(), ""),
                        or("poolproof.database.password", Function.identity(), "")),
                toxiproxy(),
                or("poolproof.nginx", NginxChoice::named, NginxChoice.AUTO),
                RepeatCommand.ofMaven(
                        named().map(Path::of).toList(),
                        get("poolproof.candidates", text -> Path.of(text.strip()))));
    }

    /** A glob looks among all scenarios, whatever else is asked for. */
    private static Selection selection() {
        Selection named = or("poolproof.selection", Selection::named, Selection.DEFAULT);
        return or("poolproof.only", Selection::of, named);
    }

    private static @Nullable InetSocketAddress toxiproxy() {
        try {
            return RunRequest.toxiproxy(
                    or("poolproof.proxy", Function.identity(), "poolproof"),
                    or("poolproof.toxiproxy", Function.identity(), RunRequest.DEFAULT_TOXIPROXY));
        } catch (IllegalArgumentException e) {
            throw new IllegalArgumentException("-Dpoolproof." + e.getMessage(), e);
        }
    }

    private static List<Path> scenarios(Path catalogue) {
        List<Path> named = named().map(RunProperties::path).toList();
        return named.isEmpty() ? List.of(catalogue) : named;
    }

    /** The scenarios as they were named; none for the catalogue. */
    private static Stream<String> named() {
        return Arrays.stream(System.getProperty("poolproof.scenarios", "").split(",", -1))
                .map(String::strip)
                .filter(name -> !name.isEmpty());
    }

    private static Path path(String text) {
        return Path.of(System.getProperty("poolproof.root", "")).resolve(text.strip());
    }

    private static <T> T or(String property, Function<String, T> reader, T otherwise) {
        T value = get(property, reader);
        return value == null ? otherwise : value;
    }

    /** {@code null} if the property is not set; an empty one counts as not set. */
    private static <T> @Nullable T get(String property, Function<String, T> reader) {
        String text = System.getProperty(property);
        if (text == null || text.isBlank()) {
            return null;
        }
        try {
            return reader.apply(text);
        } catch (IllegalArgumentException e) {
            throw new IllegalArgumentException(
                    "-D%s: \"%s\" cannot be used: %s".formatted(property, text, e.getMessage()), e);
        }
    }
}
