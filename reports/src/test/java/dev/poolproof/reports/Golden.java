package dev.poolproof.reports;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.io.InputStream;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import org.jspecify.annotations.Nullable;

/**
 * Compares a page with the golden file of its name. After a wanted change, {@code mvn test
 * -Dgolden.update=true} writes them anew: look at the difference before you keep it.
 */
final class Golden {
    private static final Path SOURCES =
            Path.of("src", "test", "resources", "dev", "poolproof", "reports");

    private Golden() {}

    static void check(String name, String page) throws IOException {
        if (Boolean.getBoolean("golden.update")) {
            Files.writeString(SOURCES.resolve(name), page);
            return;
        }
        try (@Nullable InputStream golden = Golden.class.getResourceAsStream(name)) {
            assertThat(golden).as("golden file %s", name).isNotNull();
            assertThat(page).isEqualTo(new String(golden.readAllBytes(), StandardCharsets.UTF_8));
        }
    }
}
