package dev.poolproof.proxy;

import static org.junit.jupiter.api.Assumptions.assumeTrue;

import dev.poolproof.proxy.FaultCase.Manner;
import java.io.IOException;
import java.nio.file.Path;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.condition.EnabledOnOs;
import org.junit.jupiter.api.condition.OS;
import org.junit.jupiter.api.parallel.Execution;
import org.junit.jupiter.api.parallel.ExecutionMode;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

/** All faults between a PostgreSQL server and two clients that share no code: pgjdbc and libpq. */
@Tag("realtime")
@Execution(ExecutionMode.CONCURRENT)
@EnabledOnOs(value = OS.LINUX, architectures = "amd64")
class FaultPostgresTest extends FaultDatabaseContract {
    private static final int PSQL = 15; // the one of Debian 12

    private final FaultTable pgjdbc = new FaultTable("PostgreSQL 17, and pgjdbc 42.7");
    private final FaultTable psql = new FaultTable("PostgreSQL 17, and psql 15 with libpq");

    FaultPostgresTest() throws IOException {}

    @ParameterizedTest
    @MethodSource("cases")
    void pgjdbcAndTheServerSayWhatTheDocumentSays(FaultCase one) throws Exception {
        check(one, pgjdbc, this::throughPgjdbc);
    }

    @ParameterizedTest
    @MethodSource("cases")
    void psqlAndTheServerSayWhatTheDocumentSays(FaultCase one) throws Exception {
        Psql.assumeInstalled(PSQL);
        assumeTrue(
                one.faithful(imitating).equals("everywhere") || engine.abilities().dropsPackets(),
                "the kernel does not take a packet filter here (CAP_NET_ADMIN is missing)");
        check(one, psql, this::throughPsql);
    }

    @Test
    void everyFaultHasItsRowAndEveryRowItsFault() {
        assertComplete(pgjdbc);
        assertComplete(psql);
    }

    @Override
    ObservedServer startServer(Path home) throws Exception {
        return new ObservedPostgres(home);
    }

    @Override
    String sql(Manner manner) {
        return switch (manner) {
            case ASKED, TOLD -> "select 1";
            case IGNORED -> "select pg_sleep(60)";
            case HUNG_UP -> "select pg_terminate_backend(pg_backend_pid())";
        };
    }

    private String throughPgjdbc(Trial trial) {
        return throughJdbc(
                trial,
                pgjdbc.patience(trial.one()),
                limit ->
                        ("jdbc:postgresql://127.0.0.1:%d/postgres?user=postgres&sslmode=disable"
                                        + "&gssEncMode=disable&assumeMinServerVersion=17"
                                        + "&ApplicationName=%s&connectTimeout=%d&socketTimeout=%d")
                                .formatted(
                                        trial.proxy().address().getPort(),
                                        trial.client(),
                                        limit.toSeconds(),
                                        limit.toSeconds()));
    }

    private String throughPsql(Trial trial) throws Exception {
        FaultCase one = trial.one();
        long startNanos = System.nanoTime();
        if (one.isOfConnecting()) {
            one.strike(trial.proxy(), trial.events());
        }
        int port = trial.proxy().address().getPort();
        try (Psql client =
                new Psql(port, trial.client(), "connect_timeout=2 tcp_user_timeout=1000")) {
            client.awaitConnected();
            if (!one.isOfConnecting()) {
                startNanos = System.nanoTime();
                one.strike(trial.proxy(), trial.events());
            }
            String saw = client.ask(sql(one.manner()), psql.patience(one));
            return (saw.equals("1") ? "the answer" : saw) + FaultTable.late(one, startNanos);
        }
    }
}
