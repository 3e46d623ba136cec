package dev.poolproof.http.nginx;

import static org.assertj.core.api.Assertions.assertThat;

import dev.poolproof.model.scenario.Breakage;
import java.nio.file.Files;
import java.nio.file.Path;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class SpoilingTest {
    @Test
    void aRepairLeavesWhatIsWellWhereItIs(@TempDir Path prefix) throws Exception {
        Path file = prefix.resolve("proxy_temp/4/00/0000000004");
        Files.createDirectories(file.getParent());
        Files.createFile(file);
        Files.createDirectory(prefix.resolve("client_body_temp"));
        Spoiling spoiling = new Spoiling(prefix);
        spoiling.spoil(Breakage.PROXY_TEMP_STALE_PARTLY);

        spoiling.repair();

        assertThat(file).exists();
        assertThat(Files.isWritable(prefix.resolve("proxy_temp/1"))).isTrue();
    }
}
