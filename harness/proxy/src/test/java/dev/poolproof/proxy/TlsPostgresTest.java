package dev.poolproof.proxy;

import static java.nio.charset.StandardCharsets.UTF_8;
import static java.util.concurrent.TimeUnit.SECONDS;
import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import dev.poolproof.model.fault.Direction;
import dev.poolproof.model.fault.Hop;
import dev.poolproof.model.fault.Scope;
import dev.poolproof.model.fault.TlsCorrupt;
import dev.poolproof.model.fault.TlsMismatch;
import io.zonky.test.db.postgres.embedded.EmbeddedPostgres;
import java.io.IOException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.nio.file.Files;
import java.nio.file.Path;
import java.sql.Connection;
import java.sql.DriverManager;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.sql.Statement;
import java.time.Duration;
import java.util.List;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.TestInstance;
import org.junit.jupiter.api.condition.EnabledOnOs;
import org.junit.jupiter.api.condition.OS;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.Arguments;
import org.junit.jupiter.params.provider.MethodSource;

/** TLS's faults between pgjdbc and a PostgreSQL server, which has OpenSSL. */
@EnabledOnOs(value = OS.LINUX, architectures = "amd64")
@TestInstance(TestInstance.Lifecycle.PER_CLASS)
class TlsPostgresTest {
    private static final int PATIENCE_SECONDS = 30;
    private static final int PSQL = 15; // the one of Debian 12

    private final ProxyEngine engine = ProxyEngine.start();
    private EmbeddedPostgres server;
    private TcpProxy proxy;
    private Connection admin;
    private Path log;
    private String version = "";

    @BeforeAll
    void start(@TempDir Path home) throws Exception {
        log = home.resolve("server.log");
        new TlsCertificate().writeTo(home);
        server =
                TestPostgres.builder()
                        .setDataDirectory(home.resolve("data"))
                        .setCleanDataDirectory(false)
                        .setServerConfig("ssl", "on")
                        .setServerConfig("ssl_cert_file", home.resolve("server.crt").toString())
                        .setServerConfig("ssl_key_file", home.resolve("server.key").toString())
                        .setServerConfig("log_connections", "on")
                        .setServerConfig("log_min_messages", "debug2") // tells of ended backends
                        .setServerConfig("log_line_prefix", "")
                        .setErrorRedirector(ProcessBuilder.Redirect.appendTo(log.toFile()))
                        .setOutputRedirector(ProcessBuilder.Redirect.appendTo(log.toFile()))
                        .start();
        proxy =
                engine.proxy()
                        .upstream(
                                new InetSocketAddress(
                                        InetAddress.getLoopbackAddress(), server.getPort()))
                        .open();
        admin = server.getPostgresDatabase().getConnection();
    }

    @AfterAll
    void stop() throws Exception {
        engine.close();
        admin.close();
        server.close();
    }

    @ParameterizedTest
    @MethodSource("dev.poolproof.proxy.TlsCase#all")
    void bothPeersSayWhatTheDocumentSays(TlsCase one) throws Exception {
        use(one.version());
        long before = received();
        int mark = log().length();
        Throwable client = one.idle() ? query(one) : connect(one.path());
        awaitQuiet(before);

        one.assertDocumented(
                "PostgreSQL 17 with OpenSSL 1.1.1, and pgjdbc 42.7", client, saidSince(mark));
    }

    /** Libpq's words, which has TLS of OpenSSL as the server has. */
    @ParameterizedTest
    @MethodSource("casesOfPsql")
    void psqlAndTheServerSayWhatTheDocumentSays(TlsCase one) throws Exception {
        Psql.assumeInstalled(PSQL);
        use(one.version());
        long before = received();
        int mark = log().length();
        String client = throughPsql(one);
        awaitQuiet(before);

        one.assertDocumented(
                "PostgreSQL 17 with OpenSSL 1.1.1, and psql 15 with libpq and OpenSSL 3.0",
                client,
                saidSince(mark));
    }

    /** All but what depends on which of two writers comes first. */
    static Stream<Arguments> casesOfPsql() {
        return TlsCase.all()
                .filter(
                        one ->
                                one.get()[0] instanceof TlsCase said
                                        && (said.idle() || said.fault() instanceof TlsMismatch));
    }

    @Test
    void theFirstRecordFromTheFirstByteOnIsTheStartupMessageAndNotTheHandshake() throws Exception {
        for (String tls : List.of("1.2", "1.3")) {
            use(tls);
            long before = received();
            int mark = log().length();
            Scope upstream = Scope.DEFAULT.stream(Direction.UPSTREAM);

            Throwable thrown =
                    connect(List.of(new Hop("corrupt", List.of(new TlsCorrupt(1)), upstream)));
            awaitQuiet(before);

            assertThat(thrown).rootCause().hasMessageContaining("alert: bad_record_mac");
            assertThat(log().substring(mark))
                    .contains("LOG:  SSL error: decryption failed or bad record mac")
                    .doesNotContain("could not accept SSL connection");
        }
    }

    private String throughPsql(TlsCase one) throws Exception {
        if (!one.idle()) {
            proxy.path(one.path());
        }
        try (Psql psql = new Psql(proxy.address().getPort(), "psql", "sslmode=require")) {
            psql.awaitConnected();
            if (one.idle()) {
                proxy.path(one.path());
            }
            return psql.ask("select 1", Duration.ofSeconds(PATIENCE_SECONDS));
        } finally {
            proxy.path(List.of());
        }
    }

    /** What the server has logged since its log was this long. */
    private String saidSince(int mark) throws IOException {
        String said =
                log().substring(mark)
                        .lines()
                        .filter(line -> line.startsWith("LOG:") || line.startsWith("FATAL:"))
                        .filter(line -> !line.matches("LOG:  connection (received|auth).*"))
                        .map(line -> line.replaceFirst("^LOG: +", ""))
                        .distinct()
                        .collect(Collectors.joining("; "));

        return said.isEmpty() ? "nothing" : said;
    }

    private @Nullable Throwable query(TlsCase one) {
        try (Connection connection = open(proxy.address().getPort());
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

    private @Nullable Throwable connect(List<Hop> path) {
        proxy.path(path);
        try (Connection connection = open(proxy.address().getPort())) {
            return connection.isValid(PATIENCE_SECONDS) ? null : new SQLException("not valid");
        } catch (SQLException e) {
            return e;
        } finally {
            proxy.path(List.of());
        }
    }

    private static Connection open(int port) throws SQLException {
        return DriverManager.getConnection(
                "jdbc:postgresql://127.0.0.1:%d/postgres?user=postgres&sslmode=require&socketTimeout=%d"
                        .formatted(port, PATIENCE_SECONDS));
    }

    /** Has the server accept no later version of TLS. */
    private void use(String wanted) throws SQLException, IOException {
        if (version.equals(wanted)) {
            return;
        }
        try (Statement statement = admin.createStatement()) {
            statement.execute("alter system set ssl_max_protocol_version = 'TLSv" + wanted + "'");
            statement.execute("select pg_reload_conf()");
        }
        await().atMost(PATIENCE_SECONDS, SECONDS)
                .until(() -> versionOfANewConnection().equals("TLSv" + wanted));
        version = wanted;
        awaitQuiet(0);
    }

    private String versionOfANewConnection() throws SQLException {
        try (Connection connection = open(server.getPort());
                Statement statement = connection.createStatement();
                ResultSet result =
                        statement.executeQuery(
                                "select version from pg_stat_ssl where pid = pg_backend_pid()")) {
            result.next();
            return result.getString(1);
        }
    }

    /** Until a connection more than {@code before} was made, and all but the test's have ended. */
    private void awaitQuiet(long before) {
        await().atMost(PATIENCE_SECONDS, SECONDS)
                .pollInterval(Duration.ofMillis(5))
                .until(
                        () ->
                                received() > before
                                        && received() - 1 == count(".* exited with exit code \\d"));
    }

    private long received() throws IOException {
        return count("LOG:  connection received: .*");
    }

    private long count(String form) throws IOException {
        return log().lines().filter(line -> line.matches(form)).count();
    }

    private String log() throws IOException {
        return Files.readString(log, UTF_8);
    }
}
