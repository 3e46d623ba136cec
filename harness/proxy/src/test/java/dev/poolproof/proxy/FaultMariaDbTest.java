package dev.poolproof.proxy;

import dev.poolproof.proxy.FaultCase.Manner;
import java.io.IOException;
import java.nio.file.Path;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.condition.EnabledOnOs;
import org.junit.jupiter.api.condition.OS;
import org.junit.jupiter.api.parallel.Execution;
import org.junit.jupiter.api.parallel.ExecutionMode;
import org.junit.jupiter.api.parallel.ResourceLock;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

/** All faults between a MariaDB server and MySQL Connector/J. */
@Tag("realtime")
@Execution(ExecutionMode.CONCURRENT)
@EnabledOnOs(value = OS.LINUX, architectures = "amd64")
@ResourceLock("MariaDB") // one start at a time: each takes the processors whole
class FaultMariaDbTest extends FaultDatabaseContract {
    private final FaultTable table = new FaultTable("MariaDB 11.4, and MySQL Connector/J 26.10");

    FaultMariaDbTest() throws IOException {}

    @ParameterizedTest
    @MethodSource("cases")
    void bothPeersSayWhatTheDocumentSays(FaultCase one) throws Exception {
        check(one, table, this::throughConnectorJ);
    }

    @Test
    void everyFaultHasItsRowAndEveryRowItsFault() {
        assertComplete(table);
    }

    @Override
    ObservedServer startServer(Path home) throws Exception {
        return new ObservedMariaDb(home);
    }

    @Override
    String sql(Manner manner) {
        return switch (manner) {
            case ASKED, TOLD -> "select 1";
            case IGNORED -> "select sleep(60)";
            case HUNG_UP -> "kill connection_id()";
        };
    }

    private String throughConnectorJ(Trial trial) {
        return throughJdbc(
                trial,
                table.patience(trial.one()),
                limit ->
                        ("jdbc:mysql://127.0.0.1:%d/?user=%s&sslMode=DISABLED"
                                        + "&connectTimeout=%d&socketTimeout=%d")
                                .formatted(
                                        trial.proxy().address().getPort(),
                                        trial.client(),
                                        limit.toMillis(),
                                        limit.toMillis()));
    }
}
