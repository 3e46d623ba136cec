package dev.poolproof.http.emulation;

import dev.poolproof.model.scenario.Breakage;
import java.util.concurrent.atomic.AtomicLong;
import org.jspecify.annotations.Nullable;

/**
 * The temporary files that nginx would write, and what the kernel would say to that. Thread-safe.
 */
final class EmulatedFiles {
    /** Where nginx's prefix would be. */
    private static final String PREFIX = "/emulated";

    private static final String DENIED = "failed (13: Permission denied)";
    private static final String FULL = "failed (28: No space left on device)";
    private static final String MISSING = "failed (2: No such file or directory)";

    /** Of three directories of ten, as in {@link Breakage#PROXY_TEMP_STALE_PARTLY}. */
    private static final int LAST_STALE_DIGIT = 3;

    /** nginx counts all its temporary files as one. */
    private final AtomicLong files = new AtomicLong();

    /** Bytes in files of responses. */
    private final AtomicLong used = new AtomicLong();

    private volatile Breakage breakage;

    EmulatedFiles(Breakage breakage) {
        this.breakage = breakage;
    }

    void repair() {
        breakage = Breakage.NONE;
    }

    /** Makes a file for a response. */
    EmulatedFile forResponse() {
        long number = files.incrementAndGet();
        long digit = number % 10;
        String directory = PREFIX + "/proxy_temp/" + digit;
        String path = "%s/%02d/%010d".formatted(directory, number / 10 % 100, number);
        return new EmulatedFile(path, failure(digit, directory, path));
    }

    private @Nullable String failure(long digit, String directory, String path) {
        String open = "open() \"" + path + "\" " + DENIED;
        return switch (breakage) {
            case NONE, PROXY_TEMP_FULL, CLIENT_BODY_TEMP_DENIED -> null;
            case PROXY_TEMP_DENIED, PROXY_TEMP_STALE -> open;
            case PROXY_TEMP_STALE_PARTLY -> digit >= 1 && digit <= LAST_STALE_DIGIT ? open : null;
            case PROXY_TEMP_READ_ONLY -> "mkdir() \"" + directory + "\" " + DENIED;
            case PROXY_TEMP_MISSING -> "mkdir() \"" + directory + "\" " + MISSING;
        };
    }

    /** Adds to a file of a response; what the log has because that fails, null if it does not. */
    @Nullable String write(EmulatedFile file, long bytes) {
        if (used.addAndGet(bytes) <= Breakage.ROOM || breakage != Breakage.PROXY_TEMP_FULL) {
            return null;
        }
        used.addAndGet(-bytes);
        return "pwritev() \"" + file.path() + "\" " + FULL;
    }

    /** The file of a response with this many bytes is gone. */
    void delete(long bytes) {
        used.addAndGet(-bytes);
    }

    /** Makes a file for the body of a request. */
    EmulatedFile forBody() {
        String path = "%s/client_body_temp/%010d".formatted(PREFIX, files.incrementAndGet());
        boolean denied = breakage == Breakage.CLIENT_BODY_TEMP_DENIED;
        return new EmulatedFile(path, denied ? "open() \"" + path + "\" " + DENIED : null);
    }
}
