package dev.poolproof.runner.database;

import dev.poolproof.model.scenario.Engine;
import java.util.List;
import java.util.stream.Collectors;
import org.jspecify.annotations.Nullable;

/** The dialects of all engines. */
public final class Dialects {
    private static final List<Dialect> ALL = List.of(new PostgresDialect(), new MysqlDialect());

    private Dialects() {}

    /** The dialect of an engine. */
    public static Dialect of(Engine engine) {
        return ALL.stream()
                .filter(dialect -> dialect.engine() == engine)
                .findFirst()
                .orElseThrow(() -> new IllegalStateException(engine + " has no dialect"));
    }

    /** The dialect of the server at {@code url}; {@code null} unless it names one host of one. */
    public static @Nullable Dialect ofUrl(String url) {
        return ALL.stream()
                .filter(dialect -> dialect.address(url) != null)
                .findFirst()
                .orElse(null);
    }

    /** What may be written for a URL. */
    public static String urlExamples() {
        return ALL.stream().map(Dialect::urlExample).collect(Collectors.joining(" or "));
    }
}
