package dev.poolproof.proxy;

import static org.assertj.core.api.Assertions.assertThat;
import static org.junit.jupiter.params.provider.Arguments.argumentSet;

import dev.poolproof.model.history.HistoryEvent.Network;
import dev.poolproof.model.history.NetworkAction;
import dev.poolproof.proxy.FaultCase.Manner;
import java.io.IOException;
import java.nio.file.Path;
import java.sql.Connection;
import java.sql.DriverManager;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.sql.Statement;
import java.time.Duration;
import java.util.List;
import java.util.Queue;
import java.util.concurrent.ConcurrentLinkedQueue;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.function.Function;
import java.util.stream.Stream;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.TestInstance;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.provider.Arguments;

/** What all faults do to the clients of a real database server. */
@TestInstance(TestInstance.Lifecycle.PER_CLASS)
abstract class FaultDatabaseContract {
    private static final Duration CONNECTS_WITHIN = Duration.ofSeconds(20);

    final ProxyEngine engine = ProxyEngine.start();
    final ProxyEngine imitating = ProxyEngine.start(Transport.NIO);
    private final AtomicInteger clients = new AtomicInteger();
    private ObservedServer server;

    /**
     * A fault that a client is put through, with what that needs.
     *
     * @param client the name by which the server knows it
     */
    record Trial(FaultCase one, TcpProxy proxy, Queue<Network> events, String client) {}

    /** What a client does that is put through a fault. */
    interface Client {
        String talk(Trial trial) throws Exception;
    }

    abstract ObservedServer startServer(Path home) throws Exception;

    /** The query of a trial; the answer, if there is one, is 1. */
    abstract String sql(Manner manner);

    @BeforeAll
    void start(@TempDir Path home) throws Exception {
        server = startServer(home);
    }

    @AfterAll
    void stop() throws Exception {
        engine.close();
        imitating.close();
        server.close();
    }

    static Stream<Arguments> cases() {
        return FaultCases.all().stream()
                .filter(one -> one.manner() != Manner.TOLD)
                .map(one -> argumentSet(one.toString(), one));
    }

    static void assertComplete(FaultTable table) {
        List<String> wanted = cases().map(set -> FaultTable.key((FaultCase) set.get()[0])).toList();
        assertThat(table.keys()).containsExactlyElementsOf(wanted);
    }

    final void check(FaultCase one, FaultTable table, Client client) throws Exception {
        one.assumeReal(engine);
        Queue<Network> events = new ConcurrentLinkedQueue<>();
        String name = "client" + clients.incrementAndGet();
        try (TcpProxy proxy =
                engine.proxy().upstream(server.address()).events(events::add).seed(1).open()) {
            Trial trial = new Trial(one, proxy, events, name);
            String saw = client.talk(trial);

            table.assertHas(one, saw, () -> serverSaw(trial), imitating);
        } finally {
            server.end(name);
        }
    }

    /**
     * @param url with these limits of time for the connect and for each read
     */
    final String throughJdbc(Trial trial, Duration patience, Function<Duration, String> url) {
        FaultCase one = trial.one();
        long startNanos = System.nanoTime();
        if (one.isOfConnecting()) {
            one.strike(trial.proxy(), trial.events());
        }
        String limited = url.apply(one.isOfConnecting() ? patience : CONNECTS_WITHIN);
        String saw;
        try (Connection connection = DriverManager.getConnection(limited);
                Statement statement = connection.createStatement()) {
            if (!one.isOfConnecting()) {
                connection.setNetworkTimeout(Runnable::run, (int) patience.toMillis());
                startNanos = System.nanoTime();
                one.strike(trial.proxy(), trial.events());
            }
            saw = query(statement, sql(one.manner()));
        } catch (SQLException e) {
            saw = Thrown.inWords(e);
        }
        return saw + FaultTable.late(one, startNanos);
    }

    private static String query(Statement statement, String sql) throws SQLException {
        statement.execute(sql);
        try (ResultSet result = statement.getResultSet()) {
            return result != null && result.next() && result.getString(1).equals("1")
                    ? "the answer"
                    : "another answer";
        }
    }

    /** Its log's words, then what has become of the session. */
    private String serverSaw(Trial trial) {
        try {
            String state = server.state(trial.client());
            String logged = server.logged(trial.client());
            String session = state == null ? gone(trial) : "the session stays: " + state;
            return logged.isEmpty() ? session : logged + "; " + session;
        } catch (IOException | SQLException e) {
            throw new IllegalStateException(e);
        }
    }

    private static String gone(Trial trial) {
        return FaultCase.saw(trial.events(), NetworkAction.CONNECTED)
                ? "the session is gone"
                : "nobody connects";
    }
}
