package dev.poolproof.proxy;

import static java.nio.charset.StandardCharsets.US_ASCII;
import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import dev.poolproof.model.fault.Bandwidth;
import dev.poolproof.model.fault.Latency;
import dev.poolproof.model.fault.LimitData;
import dev.poolproof.model.fault.Slicer;
import dev.poolproof.model.fault.SlowClose;
import dev.poolproof.model.history.HistoryEvent.Network;
import dev.poolproof.model.history.NetworkAction;
import io.zonky.test.db.postgres.embedded.EmbeddedPostgres;
import java.io.ByteArrayInputStream;
import java.io.IOException;
import java.io.OutputStream;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.sql.Connection;
import java.sql.DriverManager;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.sql.Statement;
import java.time.Duration;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;
import java.util.zip.CRC32;
import java.util.zip.CheckedOutputStream;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.condition.EnabledOnOs;
import org.junit.jupiter.api.condition.OS;
import org.postgresql.PGConnection;

/** A million short lines of a real PostgreSQL, through all faults that let every byte pass. */
@Tag("realtime")
@EnabledOnOs(value = OS.LINUX, architectures = "amd64")
class CopyThroughToxicsTest {
    private static final int LINES = 1_000_000;

    private static EmbeddedPostgres postgres;

    private final Set<String> acted = ConcurrentHashMap.newKeySet();
    private ProxyEngine engine;
    private TcpProxy proxy;

    @BeforeAll
    static void startServer() throws IOException {
        postgres = TestPostgres.builder().setServerConfig("fsync", "off").start();
    }

    @AfterAll
    static void stopServer() throws IOException {
        postgres.close();
    }

    @BeforeEach
    void openProxy() {
        engine = ProxyEngine.start();
        proxy = open(engine);
    }

    @AfterEach
    void closeProxy() {
        engine.close();
    }

    @Test
    void copyOutArrivesIntact() throws Exception {
        CRC32 got = new CRC32();
        try (Connection connection = connect(proxy.address().getPort())) {
            long lines =
                    connection
                            .unwrap(PGConnection.class)
                            .getCopyAPI()
                            .copyOut(
                                    "COPY (SELECT i, i % 97 FROM generate_series(1, "
                                            + LINES
                                            + ") i) TO STDOUT (FORMAT csv)",
                                    new CheckedOutputStream(OutputStream.nullOutputStream(), got));

            assertThat(lines).isEqualTo(LINES);
        }

        assertThat(got.getValue()).isEqualTo(checksum(lines()));
        await().until(() -> proxy.openConnections() == 0);
        assertThat(acted).contains("latency", "slicer", "bandwidth", "slow-close");
    }

    @Test
    void copyInArrivesIntact() throws Exception {
        byte[] lines = lines();
        try (Connection connection = connect(proxy.address().getPort());
                Statement statement = connection.createStatement()) {
            statement.execute("CREATE TABLE copied (i int, rest int)");
            connection
                    .unwrap(PGConnection.class)
                    .getCopyAPI()
                    .copyIn("COPY copied FROM STDIN (FORMAT csv)", new ByteArrayInputStream(lines));
        }

        assertThat(copiedLines()).isEqualTo(checksum(lines));
        await().until(() -> proxy.openConnections() == 0);
        assertThat(acted).contains("latency", "slicer", "bandwidth", "slow-close");
    }

    private TcpProxy open(ProxyEngine engine) {
        return engine.proxy()
                .upstream(
                        new InetSocketAddress(InetAddress.getLoopbackAddress(), postgres.getPort()))
                .path(
                        Rig.bothWays(
                                new Latency(Duration.ofMillis(2), Duration.ofMillis(2)),
                                new Slicer(8_192, 2_048, Duration.ofNanos(10_000)),
                                new Bandwidth(50_000),
                                new SlowClose(Duration.ofMillis(50)),
                                new LimitData(1L << 40)))
                .events(this::note)
                .seed(1)
                .open();
    }

    private static Connection connect(int port) throws SQLException {
        return DriverManager.getConnection(
                "jdbc:postgresql://localhost:%d/postgres?user=postgres".formatted(port));
    }

    /** Past the proxy, in the order in which they were copied. */
    private static long copiedLines() throws SQLException {
        try (Connection connection = connect(postgres.getPort());
                Statement statement = connection.createStatement();
                ResultSet rows =
                        statement.executeQuery(
                                "SELECT string_agg(i || ',' || rest, E'\\n' ORDER BY ctid) || E'\\n'"
                                        + " FROM copied")) {
            assertThat(rows.next()).isTrue();
            return checksum(rows.getString(1).getBytes(US_ASCII));
        }
    }

    private static byte[] lines() {
        StringBuilder lines = new StringBuilder();
        for (int i = 1; i <= LINES; i++) {
            lines.append(i).append(',').append(i % 97).append('\n');
        }
        return lines.toString().getBytes(US_ASCII);
    }

    private static long checksum(byte[] bytes) {
        CRC32 checksum = new CRC32();
        checksum.update(bytes);
        return checksum.getValue();
    }

    private void note(Network event) {
        if (event.action() == NetworkAction.ACTED && event.hop() != null) {
            acted.add(event.hop());
        }
    }
}
