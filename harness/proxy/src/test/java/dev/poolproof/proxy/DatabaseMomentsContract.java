package dev.poolproof.proxy;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.awaitility.Awaitility.await;

import dev.poolproof.model.fault.CutAfter;
import dev.poolproof.model.fault.Ending;
import dev.poolproof.model.fault.Fault;
import dev.poolproof.model.fault.Hop;
import dev.poolproof.model.fault.Latency;
import dev.poolproof.model.fault.Moment;
import dev.poolproof.model.fault.Scope;
import dev.poolproof.model.fault.Trigger;
import dev.poolproof.model.history.HistoryEvent.Network;
import dev.poolproof.model.history.NetworkAction;
import io.netty.pkitesting.CertificateBuilder;
import io.netty.pkitesting.X509Bundle;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.PosixFilePermissions;
import java.sql.Connection;
import java.sql.DriverManager;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.sql.Statement;
import java.time.Duration;
import java.util.List;
import java.util.Queue;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.ConcurrentLinkedQueue;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.TestInstance;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.io.TempDir;

/** What a hop that waits for a moment must do to a real driver and a real server. */
@TestInstance(TestInstance.Lifecycle.PER_CLASS)
abstract class DatabaseMomentsContract {
    private static final Latency HELD = new Latency(Duration.ofHours(1), Duration.ZERO);

    /** What the server sends from the moment on is held, and a millisecond later all is over. */
    private static final List<Fault> HIDE_AND_CUT =
            List.of(new CutAfter(Duration.ofMillis(1), Ending.RST_BOTH), HELD);

    private final Product product;
    private final Queue<Network> events = new ConcurrentLinkedQueue<>();
    private Server server;
    private ProxyEngine engine;
    private TcpProxy proxy;

    DatabaseMomentsContract(Product product) {
        this.product = product;
    }

    /** Whose moments they are, and what its driver calls connections with and without TLS. */
    enum Product {
        MYSQL("MySQL", "DISABLED", "REQUIRED"),
        POSTGRESQL("PostgreSQL", "disable", "require");

        private final String name;
        private final String withoutTls;
        private final String withTls;

        Product(String name, String withoutTls, String withTls) {
            this.name = name;
            this.withoutTls = withoutTls;
            this.withTls = withTls;
        }
    }

    /**
     * A running server.
     *
     * @param stop what ends it
     */
    record Server(int port, AutoCloseable stop) {
        InetSocketAddress address() {
            return new InetSocketAddress(InetAddress.getLoopbackAddress(), port);
        }
    }

    /** Starts the server, with a certificate and its key in PEM form. */
    abstract Server startServer(Path home, Path certificate, Path key) throws Exception;

    /** The URL of a database at {@code address}, with a value of the driver's setting for TLS. */
    abstract String url(InetSocketAddress address, String sslMode);

    final String plainUrl(InetSocketAddress address) {
        return url(address, product.withoutTls);
    }

    private String tlsUrl(InetSocketAddress address) {
        return url(address, product.withTls);
    }

    @BeforeAll
    @Timeout(value = 4, unit = TimeUnit.MINUTES) // a container on a busy machine takes its time
    void start(@TempDir Path home) throws Exception {
        X509Bundle certificate =
                new CertificateBuilder()
                        .subject("CN=localhost")
                        .rsa2048()
                        .setIsCertificateAuthority(true)
                        .buildSelfSigned();
        Path key = Files.writeString(home.resolve("key.pem"), certificate.getPrivateKeyPEM());
        Files.setPosixFilePermissions(key, PosixFilePermissions.fromString("rw-------"));
        Path pem = Files.writeString(home.resolve("crt.pem"), certificate.getCertificatePEM());
        server = startServer(home, pem, key);
        engine = ProxyEngine.start();
        execute(plainUrl(server.address()), "create table written (id int primary key)");
    }

    @AfterAll
    void stop() throws Exception {
        engine.close();
        server.stop().close();
    }

    @BeforeEach
    void open() throws SQLException {
        proxy = engine.proxy().upstream(server.address()).events(events::add).open();
        execute(plainUrl(server.address()), "delete from written");
    }

    @AfterEach
    void close() {
        proxy.close();
        events.clear();
    }

    @Test
    void aConnectFailsAtTheStartUp() {
        armAt(Moment.START_UP, 1, HIDE_AND_CUT);

        assertThatThrownBy(this::connect).isInstanceOf(SQLException.class);

        assertThat(moments()).containsExactly("start-up");
    }

    @Test
    void aConnectFailsAtTheAuthentication() {
        armAt(Moment.AUTHENTICATION, 1, HIDE_AND_CUT);

        assertThatThrownBy(this::connect).isInstanceOf(SQLException.class);

        assertThat(moments()).containsExactly("authentication");
    }

    @Test
    void theThirdQueryOnAConnectionThatWasOpenAlreadyFails() throws SQLException {
        try (Connection connection = connect();
                Statement statement = connection.createStatement()) {
            armAt(Moment.QUERY, 3, HIDE_AND_CUT);
            statement.execute("insert into written values (1)");
            statement.execute("insert into written values (2)");

            assertThatThrownBy(() -> statement.execute("insert into written values (3)"))
                    .isInstanceOf(SQLException.class)
                    .extracting(DatabaseMomentsContract::sqlStateClass)
                    .isEqualTo("08");
        }
        assertThat(moments()).containsExactly("query", "query", "query");
    }

    @Test
    void aCommitWhoseAnswerIsHiddenIsDoneThoughTheClientSawAnError() throws SQLException {
        armAt(Moment.COMMIT_ANSWERED, 4, HIDE_AND_CUT);
        try (Connection connection = connect()) {
            connection.setAutoCommit(false);
            for (int id = 1; id <= 3; id++) {
                execute(connection, "insert into written values (%d)".formatted(id));
                connection.commit();
            }
            execute(connection, "insert into written values (4)");

            assertThatThrownBy(connection::commit)
                    .isInstanceOf(SQLException.class)
                    .extracting(DatabaseMomentsContract::sqlStateClass)
                    .isEqualTo("08");

            assertThat(written()).isEqualTo(4);
            assertThat(moments()).hasSize(4).containsOnly("commit-answered");
        }
    }

    @Test
    void aCommitThatWasSentReachesTheServer() throws Exception {
        armAt(Moment.COMMIT_SENT, 1, List.of(HELD));
        try (Connection connection = connect()) {
            connection.setAutoCommit(false);
            execute(connection, "insert into written values (1)");

            CompletableFuture<Void> committed =
                    CompletableFuture.runAsync(() -> commit(connection));

            await().atMost(Duration.ofSeconds(20)).until(() -> written() == 1);
            assertThat(committed).isNotDone();
            assertThat(moments()).containsExactly("commit-sent");
            proxy.close();
            assertThatThrownBy(committed::get).isInstanceOf(ExecutionException.class);
        }
    }

    @Test
    void aTransactionIsCutWhenTheServerIsReadyForItsNextStatement() throws SQLException {
        armAt(Moment.IDLE_IN_TRANSACTION, 1, HIDE_AND_CUT);
        try (Connection connection = connect()) {
            execute(connection, "insert into written values (1)");
            connection.setAutoCommit(false);

            assertThatThrownBy(() -> execute(connection, "insert into written values (2)"))
                    .isInstanceOf(SQLException.class);
        }
        assertThat(written()).isEqualTo(1);
        assertThat(moments()).containsExactly("idle-in-transaction");
    }

    @Test
    void underTlsTheHopThatWaitsInVainIsNamedAndTheConnectionWorks() throws SQLException {
        armAt(Moment.QUERY, 1, HIDE_AND_CUT);

        execute(tlsUrl(proxy.address()), "insert into written values (1)");

        assertThat(written()).isEqualTo(1);
        assertThat(unseen())
                .containsExactly(
                        "cut: TLS: the moments of %s cannot be seen".formatted(product.name));
        assertThat(moments()).isEmpty();
    }

    @Test
    void aHopPutOnAnOpenConnectionUnderTlsIsNamedToo() throws SQLException {
        try (Connection connection = DriverManager.getConnection(tlsUrl(proxy.address()))) {
            armAt(Moment.QUERY, 1, HIDE_AND_CUT);

            execute(connection, "insert into written values (1)");
        }
        assertThat(unseen())
                .containsExactly("cut: TLS: the moments of the database's protocol cannot be seen");
    }

    final Server server() {
        return server;
    }

    final TcpProxy proxy() {
        return proxy;
    }

    /** Puts one hop on the path of the test's proxy. */
    final void armAt(Moment moment, int nth, List<Fault> faults) {
        proxy.put(new Hop("cut", faults, Scope.DEFAULT.from(new Trigger.At(moment, nth))));
    }

    final Connection connect() throws SQLException {
        return DriverManager.getConnection(plainUrl(proxy.address()));
    }

    /** The moments that were recorded, in order. */
    final List<String> moments() {
        return events.stream()
                .filter(event -> event.action() == NetworkAction.MOMENT)
                .map(event -> String.valueOf(event.detail()))
                .toList();
    }

    final int written() throws SQLException {
        try (Connection connection = DriverManager.getConnection(plainUrl(server.address()));
                Statement statement = connection.createStatement();
                ResultSet counted = statement.executeQuery("select count(*) from written")) {
            counted.next();
            return counted.getInt(1);
        }
    }

    static void execute(Connection connection, String sql) throws SQLException {
        try (Statement statement = connection.createStatement()) {
            statement.execute(sql);
        }
    }

    private List<String> unseen() {
        return events.stream()
                .filter(event -> event.action() == NetworkAction.UNSEEN)
                .map(event -> event.hop() + ": " + event.detail())
                .toList();
    }

    private static void execute(String url, String sql) throws SQLException {
        try (Connection connection = DriverManager.getConnection(url)) {
            execute(connection, sql);
        }
    }

    private static void commit(Connection connection) {
        try {
            connection.commit();
        } catch (SQLException e) {
            throw new IllegalStateException(e);
        }
    }

    private static String sqlStateClass(Throwable failure) {
        return ((SQLException) failure).getSQLState().substring(0, 2);
    }
}
