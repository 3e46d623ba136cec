package dev.poolproof.runner.database;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.lang.ProcessBuilder.Redirect;
import java.nio.file.Path;
import java.util.concurrent.TimeUnit;

/**
 * A process beside the JVM that ends a PostgreSQL server and removes its directory as soon as the
 * JVM lets go of it: on {@link #release}, on Ctrl-C, and when the JVM is killed. It waits for the
 * end of its standard input, which the kernel closes with the JVM, whatever becomes of that.
 */
final class ServerGuard {
    /**
     * Immediate shutdown (SIGQUIT) of the postmaster named in the data directory, then removal. The
     * signals of a Ctrl-C reach the whole process group, so the guard ignores them.
     */
    private static final String SCRIPT =
            """
            trap '' INT TERM HUP
            cat >/dev/null
            if [ -f "$1/data/postmaster.pid" ]; then
              pid=$(head -n 1 "$1/data/postmaster.pid")
              kill -QUIT "$pid" 2>/dev/null
              i=0
              while kill -0 "$pid" 2>/dev/null && [ $i -lt 100 ]; do sleep 0.1; i=$((i+1)); done
              kill -KILL "$pid" 2>/dev/null
            fi
            rm -rf "$1"
            """;

    private final Process process;

    private ServerGuard(Process process) {
        this.process = process;
    }

    /** Starts to guard the server whose data directory is {@code home/data}. */
    static ServerGuard over(Path home) throws IOException {
        return new ServerGuard(
                new ProcessBuilder("sh", "-c", SCRIPT, "poolproof-guard", home.toString())
                        .redirectOutput(Redirect.DISCARD)
                        .redirectError(Redirect.DISCARD)
                        .start());
    }

    /** Ends the server if it still runs, removes its directory; waits until both are done. */
    void release() {
        try {
            process.getOutputStream().close();
            if (!process.waitFor(30, TimeUnit.SECONDS)) {
                throw new IllegalStateException("the embedded PostgreSQL's files were not removed");
            }
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        } catch (InterruptedException e) {
            // The guard goes on by itself; nothing is lost by not waiting.
            Thread.currentThread().interrupt();
        }
    }
}
