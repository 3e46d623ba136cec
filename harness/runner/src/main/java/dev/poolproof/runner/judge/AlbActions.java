package dev.poolproof.runner.judge;

import dev.poolproof.model.history.History;
import dev.poolproof.model.history.HistoryEvent.ServerLogged;
import dev.poolproof.model.history.LogSource;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import java.util.stream.Stream;

/** What a load balancer did to its clients of its own accord. */
final class AlbActions {
    /** Whose connection, what, and for how long nothing had been on it. */
    private static final Pattern LINE =
            Pattern.compile("\\[client \\d+] (?:closed, )?(?<what>.*?)(?: \\(idle for [^)]*\\))?");

    private AlbActions() {}

    /** What a client was told of, in order; what was between it and the application is not. */
    static Stream<ServerLogged> of(History history) {
        return history.all(ServerLogged.class)
                .filter(line -> line.source() == LogSource.ALB)
                .filter(line -> LINE.matcher(line.line()).matches());
    }

    /** What it did, without the connection. */
    static String inWords(ServerLogged logged) {
        Matcher line = LINE.matcher(logged.line());
        return line.matches() ? line.group("what") : logged.line();
    }
}
