package dev.poolproof.runner.recording;

import static java.util.concurrent.TimeUnit.SECONDS;
import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import dev.poolproof.model.TimeScale;
import dev.poolproof.model.history.HistoryEvent.Network;
import dev.poolproof.model.history.HistoryEvent.ServerLogged;
import dev.poolproof.model.history.NetworkAction;
import dev.poolproof.model.history.Side;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;
import java.time.Duration;
import java.util.List;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class ServerLogTest {
    private final HistoryRecorder cell = new HistoryRecorder(new CellClock(TimeScale.REAL));
    private final HistoryRecorder other = new HistoryRecorder(new CellClock(TimeScale.REAL));
    private Path file = Path.of("");
    private ServerLog log = ServerLog.follow(null);

    @BeforeEach
    void follow(@TempDir Path home) throws IOException {
        file = Files.createFile(home.resolve("server.log"));
        log = ServerLog.follow(file);
        log.route("poolproof-7-abc", cell);
        log.route("poolproof-77-abc", other);
    }

    @AfterEach
    void close() {
        log.close();
    }

    @Test
    void aLineOfPostgresqlBelongsToTheCellThatIsItsApplication() throws IOException {
        write(
                "poolproof-7-abc:127.0.0.1(4711):LOG:  SSL error: decryption failed or bad record mac");

        assertThat(logged(cell, 1))
                .containsExactly("LOG: SSL error: decryption failed or bad record mac");
        assertThat(logged(other, 0)).isEmpty();
    }

    @Test
    void whatComesAtOnceIsReadToItsEnd() throws IOException {
        write("x".repeat(20_000) + "\npoolproof-7-abc:127.0.0.1(4711):LOG:  " + "ä".repeat(5_000));

        assertThat(logged(cell, 1)).containsExactly("LOG: " + "ä".repeat(5_000));
    }

    @Test
    void aLineOfMariaDbBelongsToTheCellThatIsItsDatabase() throws IOException {
        write(
                "2026-11-22  8:03:09 95 [Warning] Aborted connection 95 to db: 'poolproof_7_abc' user: 'poolproof'");

        assertThat(logged(cell, 1))
                .containsExactly(
                        "[Warning] Aborted connection 95 to db: 'poolproof_7_abc' user: 'poolproof'");
    }

    @Test
    void aNoteOfMysqlIsAsMuchAsAWarningOfMariaDb() throws IOException {
        write(
                "2026-11-22T17:41:38.120485Z 336 [Note] [MY-010914] [Server] Aborted connection 336 to db: 'poolproof_7_abc' user: 'poolproof'");

        assertThat(logged(cell, 1))
                .containsExactly(
                        "[Note] [MY-010914] [Server] Aborted connection 336 to db: 'poolproof_7_abc' user: 'poolproof'");
    }

    @Test
    void aSessionWithoutANameBelongsToTheCellThatConnectsFromItsPort() throws IOException {
        other.add(connectedFrom(4712));
        cell.add(connectedFrom(4713));
        write("[unknown]:127.0.0.1(4713):LOG:  could not accept SSL connection: EOF detected");

        assertThat(logged(cell, 1))
                .containsExactly("LOG: could not accept SSL connection: EOF detected");
        assertThat(logged(other, 0)).isEmpty();
    }

    @Test
    void aLineThatIsWrittenInTwoPiecesIsOneAndExplanationsAreNone() throws IOException {
        Files.writeString(
                file, "poolproof-7-abc:127.0.0.1(4711):ERROR:  canc", StandardOpenOption.APPEND);
        write("eling statement");
        write("poolproof-7-abc:127.0.0.1(4711):STATEMENT:  select 1");
        write("poolproof-7-abc:127.0.0.1(4711):FATAL:  terminating");

        assertThat(logged(cell, 2))
                .containsExactly("ERROR: canceling statement", "FATAL: terminating");
    }

    private void write(String line) throws IOException {
        Files.writeString(file, line + "\n", StandardOpenOption.APPEND);
    }

    private static Network connectedFrom(int port) {
        return new Network(
                Duration.ZERO,
                1,
                NetworkAction.CONNECTED,
                Side.SERVER,
                null,
                0,
                "from port " + port);
    }

    private static List<String> logged(HistoryRecorder recorder, int count) {
        await().atMost(30, SECONDS)
                .until(() -> recorder.history().all(ServerLogged.class).count() >= count);
        return recorder.history().all(ServerLogged.class).map(ServerLogged::line).toList();
    }
}
