package dev.poolproof.http.emulation;

import dev.poolproof.http.nginx.Breakage;
import java.util.concurrent.atomic.AtomicLong;
import org.jspecify.annotations.Nullable;

/**
 * The temporary files that nginx would write, and what the kernel would say to that. Thread-safe.
 */
final class EmulatedFiles {
    /** Where nginx's prefix would be. */
    private static final String PREFIX = "/emulated";

    private static final String DENIED = "failed (13: Permission denied)";
    private static final String MISSING = "failed (2: No such file or directory)";

    /** Of three directories of ten, as in {@link Breakage#PROXY_TEMP_STALE_PARTLY}. */
    private static final int LAST_STALE_DIGIT = 3;

    private final AtomicLong proxied = new AtomicLong();
    private final AtomicLong bodies = new AtomicLong();
    private volatile Breakage breakage;

    EmulatedFiles(Breakage breakage) {
        this.breakage = breakage;
    }

    void repair() {
        breakage = Breakage.NONE;
    }

    /** Makes a file for a response; null, or what nginx logs because it cannot. */
    @Nullable String forResponse() {
        long number = proxied.incrementAndGet();
        long digit = number % 10;
        String directory = PREFIX + "/proxy_temp/" + digit;
        String open =
                "open() \"%s/%02d/%010d\" %s"
                        .formatted(directory, number / 10 % 100, number, DENIED);
        return switch (breakage) {
            case NONE, CLIENT_BODY_TEMP_DENIED -> null;
            case PROXY_TEMP_DENIED, PROXY_TEMP_STALE -> open;
            case PROXY_TEMP_STALE_PARTLY -> digit >= 1 && digit <= LAST_STALE_DIGIT ? open : null;
            case PROXY_TEMP_READ_ONLY -> "mkdir() \"" + directory + "\" " + DENIED;
            case PROXY_TEMP_MISSING -> "mkdir() \"" + directory + "\" " + MISSING;
        };
    }

    /** Makes a file for the body of a request; null, or what nginx logs because it cannot. */
    @Nullable String forBody() {
        long number = bodies.incrementAndGet();
        return breakage == Breakage.CLIENT_BODY_TEMP_DENIED
                ? "open() \"%s/client_body_temp/%010d\" %s".formatted(PREFIX, number, DENIED)
                : null;
    }
}
