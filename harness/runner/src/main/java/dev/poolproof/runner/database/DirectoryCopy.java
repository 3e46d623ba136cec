package dev.poolproof.runner.database;

import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;

/** Copies a server's directory. */
final class DirectoryCopy {
    private DirectoryCopy() {}

    /** Rights and times are kept: a server takes no directory that others may read. */
    static void of(Path from, Path to) throws IOException {
        Process copying =
                new ProcessBuilder("cp", "-Rp", from.toString(), to.toString())
                        .redirectErrorStream(true)
                        .start();
        String said = new String(copying.getInputStream().readAllBytes(), StandardCharsets.UTF_8);
        try {
            if (copying.waitFor() != 0) {
                throw new IOException(said.strip());
            }
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            throw new IOException("interrupted", e);
        }
    }
}
