package dev.poolproof.runner.cluster;

import static java.util.Objects.requireNonNull;
import static org.assertj.core.api.Assertions.assertThat;

import dev.poolproof.model.candidate.Endpoint;
import java.net.UnknownHostException;
import java.sql.Connection;
import java.sql.DriverManager;
import java.sql.PreparedStatement;
import java.sql.SQLException;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.atomic.AtomicBoolean;
import java.util.concurrent.atomic.AtomicLong;
import java.util.concurrent.locks.LockSupport;
import org.jspecify.annotations.Nullable;

/** The writes of all writers to a cluster's writer, with what each of them was told. */
final class AuditedWrites {
    /** Between two writes of a writer. */
    static final Duration PACE = Duration.ofMillis(400);

    private final Endpoints endpoints;
    private final String url;
    private final String table;
    private final Map<Long, Fate> fates = new ConcurrentHashMap<>();
    private final AtomicLong ids = new AtomicLong();
    private final AtomicBoolean over = new AtomicBoolean();

    /** What a writer was told of a write. */
    private enum Fate {
        BEGUN,
        ACKNOWLEDGED,
        FAILED
    }

    /** None yet; {@code url} is one of JDBC with a place for host and port. */
    AuditedWrites(Endpoints endpoints, String url, String table) {
        this.endpoints = endpoints;
        this.url = url;
        this.table = table;
    }

    /** No writer begins another one. */
    void end() {
        over.set(true);
    }

    /** Whether every id is accounted for; {@code applied} says how often each is there. */
    void audit(Map<Long, Integer> applied) {
        assertThat(fates).doesNotContainValue(Fate.BEGUN).containsValue(Fate.FAILED);
        assertThat(fates.size()).as("writes").isGreaterThan(40);
        assertThat(fates.keySet()).as("ids that nobody wrote").containsAll(applied.keySet());
        assertThat(applied.values()).as("doubled").allMatch(times -> times == 1);
        assertThat(applied.keySet())
                .as("acknowledged")
                .containsAll(
                        fates.entrySet().stream()
                                .filter(write -> write.getValue() == Fate.ACKNOWLEDGED)
                                .map(Map.Entry::getKey)
                                .toList());
        assertThat(applied.keySet())
                .as("answers were lost, so some are there that were reported as failed")
                .anyMatch(id -> fates.get(id) == Fate.FAILED);
    }

    /** Is one writer, until the end. */
    void write(long firstNanos) {
        LockSupport.parkNanos(firstNanos);
        @Nullable Connection connection = null;
        while (!over.get()) {
            long id = ids.incrementAndGet();
            fates.put(id, Fate.BEGUN);
            try {
                if (connection == null) {
                    connection = connect();
                }
                try (PreparedStatement insert =
                        connection.prepareStatement("insert into " + table + " values (?)")) {
                    insert.setLong(1, id);
                    insert.execute();
                }
                fates.put(id, Fate.ACKNOWLEDGED);
            } catch (SQLException e) {
                fates.put(id, Fate.FAILED);
                close(connection);
                connection = null;
            }
            LockSupport.parkNanos(PACE.toNanos());
        }
        close(connection);
    }

    private static void close(@Nullable Connection connection) {
        try {
            if (connection != null) {
                connection.close();
            }
        } catch (SQLException e) {
            // It is broken: that is why it is closed.
            assert e.getMessage() != null;
        }
    }

    private Connection connect() throws SQLException {
        String authority = endpoints.authority(List.of(Endpoint.WRITER));
        String host = authority.substring(0, authority.indexOf(':'));
        try {
            String address =
                    requireNonNull(endpoints.names().get(host))
                            .lookUp(host)
                            .get(0)
                            .getHostAddress();
            return DriverManager.getConnection(
                    url.formatted(address + authority.substring(host.length())));
        } catch (UnknownHostException e) {
            throw new SQLException(e);
        }
    }
}
