package dev.poolproof.runner.artifact;

import static org.assertj.core.api.Assertions.assertThat;

import dev.poolproof.jvm.OtherJvm;
import java.io.BufferedReader;
import java.io.IOException;
import java.sql.DriverManager;
import org.junit.jupiter.api.Test;

class ContextLoaderTest {
    /** A JVM looks for them once, so it takes one of its own. */
    @Test
    void driversOfTheClassPathAreFoundEvenIfOneAsksFirstWhoCannotSeeThem() throws IOException {
        Process other = OtherJvm.start(FirstAsker.class);
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
