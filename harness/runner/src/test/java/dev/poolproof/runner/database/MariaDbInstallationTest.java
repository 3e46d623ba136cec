package dev.poolproof.runner.database;

import static org.assertj.core.api.Assertions.assertThat;

import java.nio.file.Path;
import java.sql.Connection;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.condition.EnabledOnOs;
import org.junit.jupiter.api.condition.OS;

@EnabledOnOs(value = OS.LINUX, architectures = "amd64")
@Timeout(180)
class MariaDbInstallationTest {
    @Test
    void serversShareOneThatIsGoneWithTheLastOfThem() throws Exception {
        Path binaries;
        try (StartedServer second = secondOfTwo()) {
            binaries = binaries(second);
            try (Connection connection = second.connect()) {
                assertThat(connection.isValid(10)).isTrue();
            }
        }

        assertThat(binaries).doesNotExist();
    }

    /** The second of two that had the same binaries; the first has ended. */
    private static StartedServer secondOfTwo() throws Exception {
        try (StartedServer first = EmbeddedMariaDb.start(10)) {
            StartedServer second = EmbeddedMariaDb.start(10);
            assertThat(binaries(second)).isEqualTo(binaries(first));
            return second;
        }
    }

    private static Path binaries(StartedServer server) throws Exception {
        return new MariaDbFiles(server.files().home()).binaries().toRealPath();
    }
}
