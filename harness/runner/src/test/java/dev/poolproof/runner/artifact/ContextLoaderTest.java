package dev.poolproof.runner.artifact;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.BufferedReader;
import java.io.IOException;
import java.nio.file.Path;
import java.sql.DriverManager;
import org.junit.jupiter.api.Test;

class ContextLoaderTest {
    /** A JVM looks for them once, so it takes one of its own. */
    @Test
    void driversOfTheClassPathAreFoundEvenIfOneAsksFirstWhoCannotSeeThem() throws IOException {
        Process other =
                new ProcessBuilder(
                                Path.of(System.getProperty("java.home"), "bin", "java").toString(),
                                "-cp",
                                System.getProperty("java.class.path"),
                                FirstAsker.class.getName())
                        .start();
        try (BufferedReader said = other.inputReader()) {
            assertThat(said.lines()).contains("org.postgresql.Driver", "org.mariadb.jdbc.Driver");
        } finally {
            other.destroy();
        }
    }

    static final class FirstAsker {
        private FirstAsker() {}

        public static void main(String... args) {
            ContextLoader context = ContextLoader.of(ClassLoader.getPlatformClassLoader());
            DriverManager.drivers();
            context.close();
            DriverManager.drivers()
                    .forEach(driver -> System.out.println(driver.getClass().getName()));
            System.exit(0);
        }
    }
}
