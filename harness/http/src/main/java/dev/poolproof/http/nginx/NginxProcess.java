package dev.poolproof.http.nginx;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.lang.ProcessBuilder.Redirect;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
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
            prefix=$1
            shift
            {
                "$@" </dev/null >"$prefix/logs/said.log" 2>&1 &
                echo $! >"$prefix/process"
                wait $!
                : >"$prefix/ended"
            } &
            i=0
            while [ ! -s "$prefix/process" ] && [ $i -lt 100 ]; do sleep 0.05; i=$((i+1)); done
            nginx=$(cat "$prefix/process")
            cat >/dev/null
            [ -e "$prefix/ended" ] || kill -TERM "$nginx"
            i=0
            while [ ! -e "$prefix/ended" ] && [ $i -lt 100 ]; do sleep 0.05; i=$((i+1)); done
            [ -e "$prefix/ended" ] || kill -KILL "$nginx"
            chmod -R u+rwx "$prefix"
            rm -rf "$prefix" || { sleep 1; rm -rf "$prefix"; }
            """;

    private static final int PATIENCE_SECONDS = 30;

    private final Process shell;
    private final Path prefix;

    private NginxProcess(Process shell, Path prefix) {
        this.shell = shell;
        this.prefix = prefix;
    }

    /** The command that runs {@code binary} with the configuration in {@code prefix}. */
    static List<String> command(Path binary, Path prefix) {
        return List.of(
                binary.toString(),
                "-p",
                prefix.toString(),
                "-c",
                prefix.resolve("nginx.conf").toString(),
                "-e",
                prefix.resolve("logs/startup.log").toString(),
                "-g",
                "daemon off;");
    }

    /**
     * Starts nginx.
     *
     * @param command runs it, or becomes the one that does
     */
    static NginxProcess start(List<String> command, Path prefix) throws IOException {
        List<String> guarded =
                new ArrayList<>(List.of("sh", "-c", SCRIPT, "poolproof-nginx", prefix.toString()));
        guarded.addAll(command);
        return new NginxProcess(
                new ProcessBuilder(guarded)
                        .redirectOutput(Redirect.DISCARD)
                        .redirectError(Redirect.DISCARD)
                        .start(),
                prefix);
    }

    /**
     * Its prefix with what is mounted there for nginx alone, which has been started.
     *
     * @throws IOException if it has ended
     */
    Path prefixWithin() throws IOException {
        Path root = Path.of("/proc", Files.readString(prefix.resolve("process")).strip(), "root");
        // A link on the way would lead back to what we see.
        return root.resolve(Path.of("/").relativize(prefix.toRealPath()));
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
