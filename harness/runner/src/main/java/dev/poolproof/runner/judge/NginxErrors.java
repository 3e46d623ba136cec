package dev.poolproof.runner.judge;

import dev.poolproof.model.history.History;
import dev.poolproof.model.history.HistoryEvent.ServerLogged;
import dev.poolproof.model.history.LogSource;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import java.util.stream.Stream;

/** What nginx says it could not do. */
final class NginxErrors {
    /** A level, process and connection, the error, and what it was about. */
    private static final Pattern LINE =
            Pattern.compile(
                    "\\[(?:error|crit|alert|emerg)] (?:\\d+#\\d+: )?(?:\\*\\d+ )?(?<error>.*?)(?:, client: .*)?");

    private NginxErrors() {}

    /** The lines that tell of an error, in order. */
    static Stream<ServerLogged> of(History history) {
        return history.all(ServerLogged.class)
                .filter(line -> line.source() == LogSource.NGINX)
                .filter(line -> LINE.matcher(line.line()).matches());
    }

    /** The error alone, without the file or the size that it was about. */
    static String inWords(ServerLogged logged) {
        Matcher line = LINE.matcher(logged.line());
        return line.matches()
                ? line.group("error")
                        .replaceAll(" \"[^\"]*\"", "")
                        .replaceAll(": \\d[\\d+]* bytes", "")
                : logged.line();
    }
}
