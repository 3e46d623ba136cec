package dev.poolproof.http.emulation;

import java.time.LocalDateTime;
import java.time.ZoneId;
import java.time.format.DateTimeFormatter;
import java.util.List;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.concurrent.atomic.AtomicReference;
import org.jspecify.annotations.Nullable;

/**
 * The two logs of one emulated nginx, in nginx's form. They are not to be had after a fault of the
 * emulation itself, which would read as nginx's. Thread-safe.
 */
final class EmulatedLogs {
    private static final DateTimeFormatter STAMP =
            DateTimeFormatter.ofPattern("yyyy/MM/dd HH:mm:ss");
    private static final long PROCESS = ProcessHandle.current().pid();

    private final List<String> errors = new CopyOnWriteArrayList<>();
    private final List<String> accesses = new CopyOnWriteArrayList<>();

    private final AtomicReference<@Nullable Throwable> fault = new AtomicReference<>();

    /**
     * Writes a line of the error log.
     *
     * @param connection counted from 1
     * @param upstream as {@link EmulatedServer#upstream} has it; empty where there is none yet
     */
    void error(String level, long connection, String text, ClientRequest request, String upstream) {
        errors.add(
                "%s [%s] %d#%d: *%d %s%s%s%s"
                        .formatted(
                                LocalDateTime.now(ZoneId.systemDefault()).format(STAMP),
                                level,
                                PROCESS,
                                PROCESS,
                                connection,
                                text,
                                request.concerns(),
                                upstream,
                                request.host()));
    }

    /**
     * Writes a line of the access log.
     *
     * @param bytes of the body, as they are on the wire
     * @param upstream status of the upstream's answer, or {@code -}
     * @param completion {@code OK}, or nothing
     */
    void access(ClientRequest request, int status, long bytes, String upstream, String completion) {
        accesses.add(
                "\"%s\" %d %d upstream %s \"%s\""
                        .formatted(request.line(), status, bytes, upstream, completion));
    }

    /** Remembers what went wrong here, not in a network. */
    void fault(Throwable cause) {
        fault.compareAndSet(null, cause);
    }

    List<String> errors() {
        return whole(errors);
    }

    List<String> accesses() {
        return whole(accesses);
    }

    private List<String> whole(List<String> lines) {
        Throwable cause = fault.get();
        if (cause != null) {
            throw new IllegalStateException("the emulation of nginx has failed", cause);
        }
        return List.copyOf(lines);
    }
}
