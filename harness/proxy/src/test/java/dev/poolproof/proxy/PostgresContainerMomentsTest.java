package dev.poolproof.proxy;

import dev.poolproof.container.NeedsImage;
import java.net.InetSocketAddress;
import java.nio.file.Path;
import java.util.Map;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.parallel.Execution;
import org.junit.jupiter.api.parallel.ExecutionMode;
import org.junit.jupiter.api.parallel.ResourceLock;
import org.testcontainers.postgresql.PostgreSQLContainer;
import org.testcontainers.utility.MountableFile;

/** The moments of a PostgreSQL server that asks for a password, with pgjdbc. */
@Tag("realtime")
@Execution(ExecutionMode.CONCURRENT)
@ResourceLock("PostgreSQL container of the moments") // its tests share the server
@NeedsImage(PostgresContainerMomentsTest.IMAGE)
class PostgresContainerMomentsTest extends DatabaseMomentsContract {
    static final String IMAGE = "postgres:17";
    private static final String PASSWORD = "secret";

    /** The server takes no key that is not its own. */
    private static final String SERVER =
            "install -o postgres -m 600 /key.pem /run/key.pem && exec docker-entrypoint.sh postgres"
                    + " -c fsync=off -c ssl=on -c ssl_cert_file=/crt.pem -c ssl_key_file=/run/key.pem";

    PostgresContainerMomentsTest() {
        super(Product.POSTGRESQL);
    }

    @Override
    Server startServer(Path home, Path certificate, Path key) {
        PostgreSQLContainer postgres =
                new PostgreSQLContainer(IMAGE)
                        .withUsername("postgres")
                        .withPassword(PASSWORD)
                        .withCopyFileToContainer(
                                MountableFile.forHostPath(certificate, 0644), "/crt.pem")
                        .withCopyFileToContainer(MountableFile.forHostPath(key), "/key.pem")
                        .withTmpFs(Map.of("/var/lib/postgresql/data", "rw"))
                        .withCommand("sh", "-c", SERVER);
        postgres.start();
        return new Server(postgres.getMappedPort(PostgreSQLContainer.POSTGRESQL_PORT), postgres);
    }

    @Override
    String url(InetSocketAddress address, String sslMode) {
        return "jdbc:postgresql://127.0.0.1:%d/test?user=postgres&password=%s&prepareThreshold=1&sslmode=%s"
                .formatted(address.getPort(), PASSWORD, sslMode);
    }
}
