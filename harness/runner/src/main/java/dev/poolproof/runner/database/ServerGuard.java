package dev.poolproof.runner.database;

import java.io.IOException;
import java.io.OutputStream;
import java.io.UncheckedIOException;
import java.lang.ProcessBuilder.Redirect;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.util.concurrent.TimeUnit;

/**
 * A process beside the JVM that ends a server and removes its directory as soon as the JVM lets go
 * of it: on {@link #close}, on Ctrl-C, and when the JVM is killed. It waits for the end of its
 * standard input, which the kernel closes with the JVM, whatever becomes of that.
 */
public final class ServerGuard implements AutoCloseable {
    /**
     * Ends the process named in the server's file, then whatever else was started with the
     * directory among its arguments, such as a server that has not written its file yet; then
     * removes the directory. A JVM that was killed may have been starting servers, which are in
     * nobody's list of processes yet, so then it looks for them for some seconds. The signals of a
     * Ctrl-C reach the whole process group, so the guard ignores them.
     */
    private static final String SCRIPT =
            """
            trap '' INT TERM HUP
            said=$(cat)
            if [ -f "$1/data/$2" ]; then
              pid=$(head -n 1 "$1/data/$2")
              kill "-$3" "$pid" 2>/dev/null
              i=0
              while kill -0 "$pid" 2>/dev/null && [ $i -lt 100 ]; do sleep 0.1; i=$((i+1)); done
              kill -KILL "$pid" 2>/dev/null
            fi
            looks=1
            [ "$said" = end ] || looks=6
            while [ $looks -gt 0 ]; do
              for process in $(echo "$1/" | grep -lF -f - /proc/[0-9]*/cmdline 2>/dev/null); do
                process=${process#/proc/}
                kill -KILL "${process%/cmdline}" 2>/dev/null
              done
              looks=$((looks-1))
              [ $looks -eq 0 ] || sleep 0.5
            done
            rm -rf "$1" || { sleep 1; rm -rf "$1"; }
            """;

    /** What the guard is told by who closes it: everything that was started is there. */
    private static final String END = "end\n";

    private final Process process;

    private ServerGuard(Process process) {
        this.process = process;
    }

    /**
     * Starts to guard the server whose data directory is {@code home/data}.
     *
     * @param pidFile in the data directory, whose first line is the server's process
     * @param signal that ends it, without {@code SIG}
     */
    static ServerGuard over(Path home, String pidFile, String signal) throws IOException {
        return new ServerGuard(
                new ProcessBuilder(
                                "sh",
                                "-c",
                                SCRIPT,
                                "poolproof-guard",
                                home.toString(),
                                pidFile,
                                signal)
                        .redirectOutput(Redirect.DISCARD)
                        .redirectError(Redirect.DISCARD)
                        .start());
    }

    /** Starts to guard servers that have their data directories below {@code home}. */
    public static ServerGuard over(Path home) throws IOException {
        return over(home, "none.pid", "KILL");
    }

    /** Ends the server if it still runs, removes its directory; waits until both are done. */
    @Override
    public void close() {
        try {
            tellEnd();
            if (!process.waitFor(30, TimeUnit.SECONDS)) {
                throw new IllegalStateException("the server's files were not removed");
            }
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        } catch (InterruptedException e) {
            // The guard goes on by itself; nothing is lost by not waiting.
            Thread.currentThread().interrupt();
        }
    }

    private void tellEnd() throws IOException {
        try (OutputStream input = process.getOutputStream()) {
            input.write(END.getBytes(StandardCharsets.US_ASCII));
        }
    }
}
