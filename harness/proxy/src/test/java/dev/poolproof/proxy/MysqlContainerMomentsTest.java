package dev.poolproof.proxy;

import static org.assertj.core.api.Assertions.assertThat;

import dev.poolproof.container.NeedsImage;
import dev.poolproof.model.fault.Latency;
import dev.poolproof.model.fault.Moment;
import java.net.InetSocketAddress;
import java.nio.file.Path;
import java.sql.Connection;
import java.sql.DriverManager;
import java.sql.SQLException;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.parallel.Execution;
import org.junit.jupiter.api.parallel.ExecutionMode;
import org.junit.jupiter.api.parallel.ResourceLock;
import org.testcontainers.containers.GenericContainer;
import org.testcontainers.containers.wait.strategy.Wait;

/**
 * The moments of MySQL's own server, whose clients log in with caching_sha2_password: with a hash
 * alone where the server remembers them, and else with the password under its RSA key.
 */
@Tag("realtime")
@Execution(ExecutionMode.CONCURRENT)
@ResourceLock("MySQL of the moments") // its tests share the server, and run one after the other
@NeedsImage(MysqlContainerMomentsTest.IMAGE)
class MysqlContainerMomentsTest extends DatabaseMomentsContract {
    static final String IMAGE = "mysql:9.7";
    private static final int PORT = 3306;
    private static final String PASSWORD = "secret";
    private static final Duration PATIENCE = Duration.ofMinutes(3);
    private static final int RSA_BYTES = 256; // a password under a key of 2048 bits
    private static final Latency NOTHING = new Latency(Duration.ZERO, Duration.ZERO);

    MysqlContainerMomentsTest() {
        super(Product.MYSQL);
    }

    @Override
    Server startServer(Path home, Path certificate, Path key) {
        GenericContainer<?> mysql =
                new GenericContainer<>(IMAGE)
                        .withEnv("MYSQL_ROOT_PASSWORD", PASSWORD)
                        .withEnv("MYSQL_DATABASE", "test")
                        .withTmpFs(Map.of("/var/lib/mysql", "rw")) // it writes a lot at its start
                        .withExposedPorts(PORT)
                        .waitingFor(
                                Wait.forLogMessage(".*ready for connections.* port: 3306 .*", 1)
                                        .withStartupTimeout(PATIENCE));
        mysql.start();
        return new Server(mysql.getMappedPort(PORT), mysql);
    }

    @Test
    void aLoginWithTheServersKeyIsNotTakenForQueries() throws SQLException {
        try (Connection direct = DriverManager.getConnection(plainUrl(server().address()))) {
            execute(direct, "flush privileges"); // forgets the hashes of those who have logged in
        }
        armAt(Moment.QUERY, Integer.MAX_VALUE, List.of(NOTHING));

        long withKey = bytesOfALogin();
        int queries = moments().size();
        long withHash = bytesOfALogin();

        assertThat(withKey).isGreaterThanOrEqualTo(withHash + RSA_BYTES);
        assertThat(moments()).hasSize(2 * queries);
    }

    private long bytesOfALogin() throws SQLException {
        try (Connection connection = connect()) {
            assertThat(connection.isValid(20)).isTrue();
            return proxy().connections().stream()
                    .mapToLong(ConnectionState::bytesFromClient)
                    .max()
                    .orElseThrow();
        }
    }

    /** With TLS the certificate is the one that the server made itself. */
    @Override
    String url(InetSocketAddress address, String sslMode) {
        return "jdbc:mysql://127.0.0.1:%d/test?user=root&password=%s&allowPublicKeyRetrieval=true&useLocalSessionState=true&sslMode=%s"
                .formatted(address.getPort(), PASSWORD, sslMode);
    }
}
