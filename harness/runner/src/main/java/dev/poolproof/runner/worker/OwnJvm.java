package dev.poolproof.runner.worker;

import java.io.File;
import java.nio.file.Path;
import java.util.List;
import java.util.regex.Pattern;
import java.util.stream.Collectors;

/** What a worker's command may have of this JVM, so that Poolproof can be a worker itself. */
final class OwnJvm {
    private static final String JAVA = "${java}";
    private static final String POOLPROOF = "${poolproof}";

    private OwnJvm() {}

    /** {@code command} with the program and the class path of this JVM where it names them. */
    static List<String> in(List<String> command) {
        return command.stream()
                .map(
                        word ->
                                switch (word) {
                                    case JAVA ->
                                            Path.of(System.getProperty("java.home"), "bin", "java")
                                                    .toString();
                                    case POOLPROOF -> classPath();
                                    default -> word;
                                })
                .toList();
    }

    /** A worker runs in a directory of its own. */
    private static String classPath() {
        return Pattern.compile(Pattern.quote(File.pathSeparator))
                .splitAsStream(System.getProperty("java.class.path"))
                .map(entry -> Path.of(entry).toAbsolutePath().toString())
                .collect(Collectors.joining(File.pathSeparator));
    }
}
