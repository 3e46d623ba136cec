package dev.poolproof.http.nginx;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.lang.ProcessBuilder.Redirect;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.concurrent.TimeUnit;

/**
 * nginx with a shell around it, which ends it and removes its prefix as soon as the JVM lets go of
 * the shell's standard input: on {@link #close}, on Ctrl-C, and when the JVM is killed.
 */
final class NginxProcess implements AutoCloseable {
    /**
     * The signals of a Ctrl-C reach the whole process group, so the shells ignore them; nginx sets
     * handlers of its own. The inner shell is nginx's parent and says when it has ended, after
     * which its number may be another process's. Directories that nobody may enter are opened
     * before they are removed.
     */
    private static final String SCRIPT =
            """
            trap '' INT TERM HUP
            {
                "$1" -p "$2" -c "$2/nginx.conf" -e "$2/logs/startup.log" -g 'daemon off;' \
                    </dev/null >"$2/logs/said.log" 2>&1 &
                echo $! >"$2/process"
                wait $!
                : >"$2/ended"
            } &
            i=0
            while [ ! -s "$2/process" ] && [ $i -lt 100 ]; do sleep 0.05; i=$((i+1)); done
            nginx=$(cat "$2/process")
            cat >/dev/null
            [ -e "$2/ended" ] || kill -TERM "$nginx"
            i=0
            while [ ! -e "$2/ended" ] && [ $i -lt 100 ]; do sleep 0.05; i=$((i+1)); done
            [ -e "$2/ended" ] || kill -KILL "$nginx"
            chmod -R u+rwx "$2"
            rm -rf "$2" || { sleep 1; rm -rf "$2"; }
            """;

    private static final int PATIENCE_SECONDS = 30;

    private final Process shell;
    private final Path prefix;

    private NginxProcess(Process shell, Path prefix) {
        this.shell = shell;
        this.prefix = prefix;
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
                        .start(),
                prefix);
    }

    /** Whether nginx has ended by itself. */
    boolean hasEnded() {
        return Files.exists(prefix.resolve("ended"));
    }

    /**
     * Ends nginx if it still runs, removes its prefix; waits until both are done.
     *
     * @throws IllegalStateException if something of it is left
     */
    @Override
    public void close() {
        try {
            shell.getOutputStream().close();
            if (!shell.waitFor(PATIENCE_SECONDS, TimeUnit.SECONDS)) {
                throw new IllegalStateException(prefix + " is not removed yet");
            }
            if (shell.exitValue() != 0) {
                throw new IllegalStateException(prefix + " was not removed");
            }
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        } catch (InterruptedException e) {
            // The shell goes on by itself; nothing is lost by not waiting.
            Thread.currentThread().interrupt();
        }
    }
}
