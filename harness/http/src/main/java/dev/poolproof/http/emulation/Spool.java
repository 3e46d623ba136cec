package dev.poolproof.http.emulation;

import java.util.function.Consumer;
import org.jspecify.annotations.Nullable;

/**
 * The temporary file of one response, once there is one. What could not be done is told as nginx's
 * log has it, and {@code null} where all went well. Only used on the event loop.
 */
final class Spool {
    private final EmulatedServer server;
    private final Consumer<String> warnings;
    private @Nullable EmulatedFile file;
    private long written;
    private long unsent;

    /**
     * @param warnings take what nginx warns of
     */
    Spool(EmulatedServer server, Consumer<String> warnings) {
        this.server = server;
        this.warnings = warnings;
    }

    /** Whether of so many bytes that were not sent there are more than the buffers hold. */
    boolean isNeeded(long held) {
        unsent = Math.min(unsent, held);
        return held - unsent > server.settings().buffers().total();
    }

    /** Whether the file may become no longer. */
    boolean isAtItsEnd() {
        return written >= server.settings().buffers().file();
    }

    /** Writes what the buffers do not hold of so many bytes that were not sent. */
    @Nullable String takeFrom(long held) {
        boolean isNew = file == null;
        EmulatedFile to = open();
        if (to.failure() != null) {
            return to.failure();
        }
        if (isNew) {
            warnings.accept(
                    "an upstream response is buffered to a temporary file %s while reading upstream"
                            .formatted(to.path()));
        }
        return write(to, held - unsent - server.settings().buffers().total());
    }

    /** Writes all of so many bytes, as for a cache. */
    @Nullable String takeAll(long bytes) {
        EmulatedFile to = open();
        return to.failure() == null ? write(to, bytes) : to.failure();
    }

    private EmulatedFile open() {
        EmulatedFile to = file;
        if (to == null) {
            to = server.files().forResponse();
            file = to;
        }
        return to;
    }

    private @Nullable String write(EmulatedFile to, long bytes) {
        String failure = server.files().write(to, bytes);
        if (failure == null) {
            written += bytes;
            unsent += bytes;
        }
        return failure;
    }

    /** The response is over: its file is gone. */
    void close() {
        server.files().delete(written);
        written = 0;
    }
}
