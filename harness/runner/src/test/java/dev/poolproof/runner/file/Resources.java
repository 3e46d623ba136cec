package dev.poolproof.runner.file;

import java.net.URISyntaxException;
import java.net.URL;
import java.nio.file.Path;
import java.util.Objects;

/** The test files of this package. */
final class Resources {
    private Resources() {}

    static Path path(String name) {
        URL url = Objects.requireNonNull(Resources.class.getResource(name), name);
        try {
            return Path.of(url.toURI());
        } catch (URISyntaxException e) {
            throw new IllegalStateException(url + " is not a file", e);
        }
    }

    /** The name of {@code file} without its extension. */
    static String nameOf(Path file) {
        return file.getFileName().toString().replaceFirst("\\.[^.]*$", "");
    }
}
