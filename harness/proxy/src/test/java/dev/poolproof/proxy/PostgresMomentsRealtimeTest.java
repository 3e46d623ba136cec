package dev.poolproof.proxy;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.poolproof.model.fault.CutAfter;
import dev.poolproof.model.fault.Ending;
import dev.poolproof.model.fault.Latency;
import dev.poolproof.model.fault.Moment;
import io.zonky.test.db.postgres.embedded.EmbeddedPostgres;
import java.net.InetSocketAddress;
import java.nio.file.Path;
import java.sql.Connection;
import java.sql.SQLException;
import java.time.Duration;
import java.util.List;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.condition.EnabledOnOs;
import org.junit.jupiter.api.condition.OS;
import org.junit.jupiter.api.parallel.Execution;
import org.junit.jupiter.api.parallel.ExecutionMode;
import org.junit.jupiter.api.parallel.ResourceLock;

/** The moments of a real PostgreSQL, with pgjdbc, which prepares every statement by a name. */
@Tag("realtime")
@Execution(ExecutionMode.CONCURRENT)
@ResourceLock(
        "PostgreSQL of the moments") // its tests share the server, and run one after the other
@EnabledOnOs(
        value = OS.LINUX,
        architectures = "amd64",
        disabledReason = "only Linux on amd64 has the databases' binaries")
class PostgresMomentsRealtimeTest extends DatabaseMomentsContract {
    private String mode = "extended";

    PostgresMomentsRealtimeTest() {
        super(Product.POSTGRESQL);
    }

    @Override
    Server startServer(Path home, Path certificate, Path key) throws Exception {
        EmbeddedPostgres postgres =
                TestPostgres.builder()
                        .setDataDirectory(home.resolve("data"))
                        .setServerConfig("ssl", "on")
                        .setServerConfig("ssl_cert_file", certificate.toString())
                        .setServerConfig("ssl_key_file", key.toString())
                        .start();
        return new Server(postgres.getPort(), postgres);
    }

    @Test
    void aCommitIsSeenInSimpleQueriesToo() throws SQLException {
        mode = "simple";
        armAt(
                Moment.COMMIT_ANSWERED,
                1,
                List.of(
                        new CutAfter(Duration.ofMillis(1), Ending.FIN_BOTH),
                        new Latency(Duration.ofHours(1), Duration.ZERO)));
        try (Connection connection = connect()) {
            connection.setAutoCommit(false);
            execute(connection, "insert into written values (1)");

            assertThatThrownBy(connection::commit).isInstanceOf(SQLException.class);
        } finally {
            mode = "extended";
        }
        assertThat(written()).isEqualTo(1);
    }

    @Override
    String url(InetSocketAddress address, String sslMode) {
        return "jdbc:postgresql://127.0.0.1:%d/postgres?user=postgres&prepareThreshold=1&sslmode=%s&preferQueryMode=%s"
                .formatted(address.getPort(), sslMode, mode);
    }
}
