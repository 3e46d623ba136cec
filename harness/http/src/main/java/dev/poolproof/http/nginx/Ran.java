package dev.poolproof.http.nginx;

import dev.poolproof.http.TemporaryDirectory;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.concurrent.TimeUnit;

/**
 * What became of a command.
 *
 * @param code with which it ended
 * @param said what it wrote on both of its outputs, without space around it
 */
record Ran(int code, String said) {
    private static final int PATIENCE_SECONDS = 30;

    /**
     * Runs a command that is soon over, and ends it if it is not.
     *
     * @throws NginxException if it does not run, or does not end
     */
    static Ran of(List<String> command) throws NginxException {
        String name = command.get(0);
        try (TemporaryDirectory directory = TemporaryDirectory.create("poolproof-nginx-said-")) {
            return of(command, directory.path().resolve("said"));
        } catch (IOException e) {
            throw new NginxException(name + " does not run: " + e.getMessage(), e);
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            throw new NginxException("interrupted while " + name + " ran", e);
        }
    }

    /** Its output goes to a file: to read a pipe is to wait for as long as it is open. */
    private static Ran of(List<String> command, Path output)
            throws IOException, InterruptedException, NginxException {
        Process process =
                new ProcessBuilder(command)
                        .redirectErrorStream(true)
                        .redirectOutput(output.toFile())
                        .start();
        try {
            process.getOutputStream().close();
            if (!process.waitFor(PATIENCE_SECONDS, TimeUnit.SECONDS)) {
                throw new NginxException(command.get(0) + " does not end");
            }
            return new Ran(
                    process.exitValue(), Files.readString(output, StandardCharsets.UTF_8).strip());
        } finally {
            process.destroyForcibly().onExit().join();
        }
    }
}
