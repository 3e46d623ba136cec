package dev.poolproof.http.emulation;

import java.time.LocalDateTime;
import java.time.ZoneId;
import java.time.format.DateTimeFormatter;
import java.util.List;
import java.util.concurrent.CopyOnWriteArrayList;

/** The two logs of one emulated nginx, in nginx's form. Thread-safe. */
final class EmulatedLogs {
    private static final DateTimeFormatter STAMP =
            DateTimeFormatter.ofPattern("yyyy/MM/dd HH:mm:ss");
    private static final long PROCESS = ProcessHandle.current().pid();

    private final List<String> errors = new CopyOnWriteArrayList<>();
    private final List<String> accesses = new CopyOnWriteArrayList<>();

    /**
     * Writes a line of the error log.
     *
     * @param connection counted from 1
     * @param text of the error, with what it concerns
     */
    void error(String level, long connection, String text) {
        errors.add(
                "%s [%s] %d#%d: *%d %s"
                        .formatted(
                                LocalDateTime.now(ZoneId.systemDefault()).format(STAMP),
                                level,
                                PROCESS,
                                PROCESS,
                                connection,
                                text));
    }

    void access(String line) {
        accesses.add(line);
    }

    List<String> errors() {
        return List.copyOf(errors);
    }

    List<String> accesses() {
        return List.copyOf(accesses);
    }
}
