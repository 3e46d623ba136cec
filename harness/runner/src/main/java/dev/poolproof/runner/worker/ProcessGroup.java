package dev.poolproof.runner.worker;

import java.io.IOException;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.TimeUnit;
import java.util.stream.Stream;

/**
 * A process with everything that it starts. On Linux it is a session of its own that the kernel
 * kills together with the thread that started it; elsewhere its descendants are looked up.
 */
final class ProcessGroup {
    /** Of util-linux: a session of its own, and a signal when its parent is gone. */
    private static final List<String> LEADER =
            List.of("setsid", "setpriv", "--pdeathsig", "KILL", "--");

    /** How long a signal may take to be sent on a busy machine. */
    private static final long SIGNAL_WALL_SECONDS = 10;

    private static final boolean HAS_LEADER = succeeds(with(LEADER, List.of("true")));

    private final Process process;

    private ProcessGroup(Process process) {
        this.process = process;
    }

    /**
     * Starts {@code command} as {@code builder} says otherwise. The calling thread must not end
     * before the process.
     */
    static ProcessGroup start(ProcessBuilder builder, List<String> command) throws IOException {
        assureExecutable(builder, command);
        return new ProcessGroup(
                builder.command(HAS_LEADER ? with(LEADER, command) : command).start());
    }

    /** Its first process. */
    Process process() {
        return process;
    }

    /**
     * Stops it until {@link #resume}: none of its threads runs, none of its timers.
     *
     * @return whether it could be stopped
     */
    boolean stop() {
        return signal("STOP");
    }

    /**
     * Lets it run again.
     *
     * @return whether it could be told so
     */
    boolean resume() {
        return signal("CONT");
    }

    /** Ends it, stopped or not, and all that it started. */
    void kill() {
        signal("KILL");
        process.descendants().forEach(ProcessHandle::destroyForcibly);
        process.destroyForcibly();
    }

    private boolean signal(String name) {
        List<String> targets =
                HAS_LEADER
                        ? List.of("-" + process.pid())
                        : Stream.concat(Stream.of(process.toHandle()), process.descendants())
                                .map(handle -> Long.toString(handle.pid()))
                                .toList();
        // The shell's own kill: /bin/kill is not everywhere.
        return succeeds(with(List.of("sh", "-c", "kill -s " + name + " -- \"$@\"", "sh"), targets));
    }

    /**
     * What the leader says of a missing program is lost among the worker's own lines, so it is
     * looked for here.
     */
    private static void assureExecutable(ProcessBuilder builder, List<String> command)
            throws IOException {
        if (HAS_LEADER
                && !succeeds(
                        new ProcessBuilder("sh", "-c", "command -v \"$1\"", "sh", command.get(0))
                                .directory(builder.directory()))) {
            throw new IOException(command.get(0) + " is not there");
        }
    }

    private static boolean succeeds(List<String> command) {
        return succeeds(new ProcessBuilder(command));
    }

    private static boolean succeeds(ProcessBuilder builder) {
        try {
            Process process =
                    builder.redirectErrorStream(true)
                            .redirectOutput(ProcessBuilder.Redirect.DISCARD)
                            .start();
            if (!process.waitFor(SIGNAL_WALL_SECONDS, TimeUnit.SECONDS)) {
                process.destroyForcibly();
                return false;
            }
            return process.exitValue() == 0;
        } catch (IOException e) {
            return false; // no such program
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            return false;
        }
    }

    private static List<String> with(List<String> first, List<String> then) {
        List<String> all = new ArrayList<>(first);
        all.addAll(then);
        return List.copyOf(all);
    }
}
