package dev.poolproof.http;

import static org.assertj.core.api.Assertions.assertThat;

import dev.poolproof.jvm.OtherJvm;
import java.io.BufferedReader;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import org.junit.jupiter.api.Test;

class TemporaryDirectoryTest {
    @Test
    void thatOfAJvmIsGoneWhenTheJvmIsToldToEnd() throws Exception {
        Process other = OtherJvm.start(Holder.class);
        try (BufferedReader said = other.inputReader()) {
            Path directory = Path.of(said.readLine());
            assertThat(directory.resolve("within/file")).exists();

            other.destroy();

            other.waitFor();
            assertThat(directory).doesNotExist();
        } finally {
            other.destroyForcibly();
        }
    }

    /** Makes one, and waits to be ended. */
    static final class Holder {
        private Holder() {}

        public static void main(String[] arguments) throws IOException {
            Path directory = TemporaryDirectory.ofThisJvm("poolproof-holder-").path();
            Files.createFile(Files.createDirectory(directory.resolve("within")).resolve("file"));
            System.out.println(directory);
            System.in.read();
        }
    }
}
