package dev.poolproof.runner.pooler;

import dev.poolproof.model.history.HistoryEvent.ServerLogged;
import dev.poolproof.model.history.LogSource;
import dev.poolproof.runner.recording.HistoryRecorder;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/** What PgBouncer logs of clients that it ends by itself. */
final class PgBouncerLog {
    /** With its address, its user and how old it was on the wall clock. */
    private static final Pattern ENDED =
            Pattern.compile(
                    "LOG C-0x[0-9a-f]+: .* closing because: (?<why>(?!client ).*?)(?: \\(age=\\S+\\))?$");

    private PgBouncerLog() {}

    static void told(String line, HistoryRecorder recorder) {
        Matcher ended = ENDED.matcher(line);
        if (ended.find()) {
            recorder.add(
                    new ServerLogged(
                            recorder.clock().now(),
                            LogSource.DATABASE,
                            "PgBouncer: closing because: " + ended.group("why")));
        }
    }
}
