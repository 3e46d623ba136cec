package dev.poolproof.runner.worker;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.File;
import java.nio.file.Path;
import java.util.List;
import org.junit.jupiter.api.Test;

class OwnJvmTest {
    @Test
    void aCommandMayNameTheProgramAndTheClassPathOfThisJvm() {
        List<String> command = OwnJvm.in(List.of("${java}", "-cp", "${poolproof}", "java"));

        assertThat(Path.of(command.get(0))).isExecutable();
        assertThat(command.get(2).split(File.pathSeparator))
                .allSatisfy(entry -> assertThat(Path.of(entry)).isAbsolute().exists());
        assertThat(command).element(1).isEqualTo("-cp");
        assertThat(command).element(3).isEqualTo("java");
    }
}
