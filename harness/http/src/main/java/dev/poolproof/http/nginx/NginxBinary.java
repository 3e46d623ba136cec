package dev.poolproof.http.nginx;

import java.io.File;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * An nginx that is installed on this machine.
 *
 * @param path of its executable
 * @param version as {@code nginx 1.22.1}
 */
public record NginxBinary(Path path, String version) {
    /** Where packages put it, which an ordinary user's {@code PATH} leaves out. */
    private static final List<String> USUAL =
            List.of("/usr/sbin", "/usr/local/sbin", "/usr/local/nginx/sbin", "/opt/homebrew/bin");

    /**
     * The first on the {@code PATH}, then where it usually is.
     *
     * @throws NginxException if there is none, or it does not run
     */
    public static NginxBinary find() throws NginxException {
        List<String> directories = new ArrayList<>();
        @Nullable String path = System.getenv("PATH");
        if (path != null) {
            directories.addAll(Arrays.asList(path.split(File.pathSeparator)));
        }
        directories.addAll(USUAL);
        for (String directory : directories) {
            Path candidate = Path.of(directory, "nginx");
            if (Files.isExecutable(candidate)) {
                return new NginxBinary(candidate, version(candidate));
            }
        }
        throw new NginxException("no nginx is installed on this machine");
    }

    private static String version(Path path) throws NginxException {
        String said = run(path, "-v").said();
        if (!said.startsWith("nginx version: nginx/")) {
            throw new NginxException(path + " -v: " + said);
        }
        return said.replace("nginx version: nginx/", "nginx ");
    }

    /** Has nginx read a configuration; why it does not take it, empty if it does. */
    String test(Path prefix) throws NginxException {
        Ran test =
                run(
                        path,
                        "-t",
                        "-q",
                        "-p",
                        prefix.toString(),
                        "-c",
                        prefix.resolve("nginx.conf").toString(),
                        "-e",
                        "stderr");
        if (test.code() == 0) {
            return "";
        }
        return test.said().isEmpty() ? version + " -t ended with " + test.code() : test.said();
    }

    private static Ran run(Path binary, String... arguments) throws NginxException {
        List<String> command = new ArrayList<>(List.of(binary.toString()));
        command.addAll(Arrays.asList(arguments));
        return Ran.of(command);
    }
}
