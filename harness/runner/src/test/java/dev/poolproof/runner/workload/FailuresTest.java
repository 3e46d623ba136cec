package dev.poolproof.runner.workload;

import static org.assertj.core.api.Assertions.assertThat;

import dev.poolproof.model.history.Failure;
import java.io.EOFException;
import java.net.SocketException;
import java.sql.SQLException;
import java.util.List;
import org.junit.jupiter.api.Test;

class FailuresTest {
    @Test
    void anExceptionIsKeptWithItsCausesAndThoseThatItChains() {
        SQLException driver =
                new SQLException("I/O error", "08006", new SocketException("Connection reset"));
        SQLException pool = new SQLException(" no connection \n", "08001", driver);
        pool.setNextException(new SQLException("closed", "08003", new EOFException()));

        assertThat(Failures.of(pool))
                .isEqualTo(
                        new Failure(
                                "SQLException",
                                "08001",
                                "no connection",
                                List.of(
                                        "SQLException[08006]: I/O error",
                                        "SocketException: Connection reset",
                                        "SQLException[08003]: closed",
                                        "EOFException: null")));
    }

    @Test
    void theNumberThatADatabaseGivesAnErrorIsKept() {
        SQLException full = new SQLException("Too many connections", "08004", 1040);

        assertThat(Failures.of(full).codes()).isEqualTo("[08004, error 1040]");
        assertThat(Failures.of(new SQLException("not available", full)).causes())
                .containsExactly("SQLException[08004, error 1040]: Too many connections");
    }

    @Test
    void anExceptionWithoutSqlStateHasNone() {
        assertThat(Failures.of(new IllegalStateException("pool is closed")).sqlState()).isNull();
    }

    @Test
    void aChainThatLoopsEnds() {
        SQLException first = new SQLException("first");
        SQLException second = new SQLException("second", first);
        first.initCause(second);

        assertThat(Failures.of(first).causes()).hasSize(8);
    }
}
