package dev.poolproof.http.nginx;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.lang.ProcessBuilder.Redirect;
import java.nio.file.Path;
import java.util.concurrent.TimeUnit;

/**
 * nginx with a shell around it, which ends it and removes its prefix as soon as the JVM lets go of
 * the shell's standard input: on {@link #close}, on Ctrl-C, and when the JVM is killed.
 */
final class NginxProcess implements AutoCloseable {
    /**
     * The signals of a Ctrl-C reach the whole process group, so the shell ignores them; nginx sets
     * handlers of its own. Directories that nobody may enter are opened before they are removed.
     */
    private static final String SCRIPT =
            """
            trap '' INT TERM HUP
            "$1" -p "$2" -c "$2/nginx.conf" -e "$2/logs/startup.log" -g 'daemon off;' >/dev/null 2>&1 &
            cat >/dev/null
            kill -TERM $! 2>/dev/null
            i=0
            while kill -0 $! 2>/dev/null && [ $i -lt 100 ]; do sleep 0.05; i=$((i+1)); done
            kill -KILL $! 2>/dev/null
            chmod -R u+rwx "$2"
            rm -rf "$2" || { sleep 1; rm -rf "$2"; }
            """;

    private static final int PATIENCE_SECONDS = 30;

    private final Process shell;

    private NginxProcess(Process shell) {
        this.shell = shell;
    }

    /** Starts {@code binary} with the configuration in {@code prefix}. */
    static NginxProcess start(Path binary, Path prefix) throws IOException {
        return new NginxProcess(
                new ProcessBuilder(
                                "sh",
                                "-c",
                                SCRIPT,
                                "poolproof-nginx",
                                binary.toString(),
                                prefix.toString())
                        .redirectOutput(Redirect.DISCARD)
                        .redirectError(Redirect.DISCARD)
                        .start());
    }

    /** Ends nginx if it still runs, removes its prefix; waits until both are done. */
    @Override
    public void close() {
        try {
            shell.getOutputStream().close();
            if (!shell.waitFor(PATIENCE_SECONDS, TimeUnit.SECONDS)) {
                throw new IllegalStateException("nginx's files were not removed");
            }
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        } catch (InterruptedException e) {
            // The shell goes on by itself; nothing is lost by not waiting.
            Thread.currentThread().interrupt();
        }
    }
}
