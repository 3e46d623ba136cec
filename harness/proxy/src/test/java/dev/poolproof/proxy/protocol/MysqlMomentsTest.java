package dev.poolproof.proxy.protocol;

import static dev.poolproof.proxy.protocol.MysqlBytes.CLIENT_COMPRESS;
import static dev.poolproof.proxy.protocol.MysqlBytes.CLIENT_PROTOCOL_41;
import static dev.poolproof.proxy.protocol.MysqlBytes.CLIENT_SSL;
import static dev.poolproof.proxy.protocol.MysqlBytes.CURSOR;
import static dev.poolproof.proxy.protocol.MysqlBytes.GREETING;
import static dev.poolproof.proxy.protocol.MysqlBytes.IN_TRANSACTION;
import static dev.poolproof.proxy.protocol.MysqlBytes.MORE_RESULTS;
import static dev.poolproof.proxy.protocol.MysqlBytes.definition;
import static dev.poolproof.proxy.protocol.MysqlBytes.eof;
import static dev.poolproof.proxy.protocol.MysqlBytes.error;
import static dev.poolproof.proxy.protocol.MysqlBytes.ok;
import static dev.poolproof.proxy.protocol.MysqlBytes.okAtEnd;
import static dev.poolproof.proxy.protocol.MysqlBytes.packet;
import static dev.poolproof.proxy.protocol.MysqlBytes.query;
import static dev.poolproof.proxy.protocol.MysqlBytes.response;
import static dev.poolproof.proxy.protocol.MysqlBytes.started;
import static org.assertj.core.api.Assertions.assertThat;

import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class MysqlMomentsTest {
    @Test
    void aTransactionIsSeenHoweverItIsCut() {
        Dialogue dialogue =
                started()
                        .client(query("SET autocommit=0"))
                        .server(ok(1, 0))
                        .client(query("insert into t values ('commit')"))
                        .server(ok(1, IN_TRANSACTION))
                        .client(query("commit"))
                        .server(ok(1, 0));

        assertTells(
                dialogue,
                "QUERY",
                "QUERY",
                "IDLE_IN_TRANSACTION",
                "QUERY",
                "COMMIT_SENT",
                "COMMIT_ANSWERED");
    }

    @Test
    void theEndOfAResultIsFoundWithEofAndWithout() {
        Dialogue dialogue =
                started()
                        .client(query("select 1"))
                        .server(
                                packet(1, "\1"),
                                definition(2),
                                eof(3, IN_TRANSACTION),
                                packet(4, "\1x"),
                                packet(5, "û"),
                                eof(6, IN_TRANSACTION))
                        .client(query("select 1"))
                        .server(
                                packet(1, "\2"),
                                definition(2),
                                definition(3),
                                packet(4, "\1x\0"),
                                okAtEnd(5, IN_TRANSACTION));

        assertTells(dialogue, "QUERY", "IDLE_IN_TRANSACTION", "QUERY", "IDLE_IN_TRANSACTION");
    }

    @Test
    void severalResultsOfOneCommandEndWithTheLast() {
        Dialogue dialogue =
                started()
                        .client(query("commit and chain; call p()"))
                        .server(
                                ok(1, IN_TRANSACTION | MORE_RESULTS),
                                packet(2, "\1"),
                                definition(3),
                                okAtEnd(4, IN_TRANSACTION | MORE_RESULTS),
                                ok(5, IN_TRANSACTION));

        assertTells(dialogue, "QUERY", "COMMIT_SENT", "COMMIT_ANSWERED", "IDLE_IN_TRANSACTION");
    }

    @Test
    void preparedStatementsAndCursorsKeepTheStep() {
        Dialogue dialogue =
                started()
                        .client(packet(0, "\26select ? from t"))
                        .server(
                                packet(1, "\0\1\0\0\0\1\0\1\0\0\0\0"),
                                definition(2),
                                eof(3, IN_TRANSACTION),
                                definition(4),
                                eof(5, IN_TRANSACTION))
                        .client(packet(0, "\27\1\0\0\0\1\1\0\0\0"))
                        .server(packet(1, "\1"), definition(2), eof(3, CURSOR | IN_TRANSACTION))
                        .client(packet(0, "\34\1\0\0\0\12\0\0\0"))
                        .server(packet(1, "\0\0\1"), eof(2, IN_TRANSACTION))
                        .client(packet(0, "\31\1\0\0\0"), query("COMMIT"))
                        .server(ok(1, 0));

        assertTells(
                dialogue,
                "QUERY",
                "IDLE_IN_TRANSACTION",
                "IDLE_IN_TRANSACTION",
                "QUERY",
                "COMMIT_SENT",
                "COMMIT_ANSWERED");
    }

    @Test
    void aFileFromTheClientIsNoCommand() {
        Dialogue dialogue =
                started()
                        .client(query("load data local infile 'x' into table t"))
                        .server(packet(1, "ûx"))
                        .client(packet(2, "1\n2\n"), packet(0, "\3COMMIT"), packet(1, ""))
                        .server(ok(2, 0))
                        .client(query("commit"))
                        .server(error(1));

        assertTells(dialogue, "QUERY", "QUERY", "COMMIT_SENT", "COMMIT_ANSWERED");
    }

    @Test
    void otherCommandsAreNoQueriesAndKeepTheStep() {
        Dialogue dialogue =
                started()
                        .client(packet(0, "\t"))
                        .server(packet(1, "Uptime: 1"))
                        .client(packet(0, "\16"))
                        .server(ok(1, 0))
                        .client(packet(0, "\21me\0"))
                        .server(packet(1, "þplugin\0salt"))
                        .client(packet(2, "\3COMMIT"))
                        .server(ok(3, 0))
                        .client(packet(0, "\33\0\0"))
                        .server(eof(1, 0))
                        .client(packet(0, "\3\0\1commit"))
                        .server(ok(1, 0))
                        .client(packet(0, "\3\1\1\0\1commit"))
                        .server(ok(1, 0))
                        .server(error(0));

        assertTells(dialogue, "QUERY", "COMMIT_SENT", "COMMIT_ANSWERED", "QUERY");
    }

    @Test
    void whatIsEncryptedOrCompressedIsNotSeen() {
        assertThat(
                        new Dialogue()
                                .server(GREETING)
                                .client(packet(1, "\0\n\0\0" + "\0".repeat(28)))
                                .client(new byte[] {0x16, 3, 1, 0, 1, 1})
                                .told(1))
                .containsExactly("TLS: the moments of MySQL cannot be seen");
        assertThat(
                        new Dialogue()
                                .server(GREETING)
                                .client(response(CLIENT_PROTOCOL_41 | CLIENT_SSL))
                                .told(1))
                .containsExactly("TLS: the moments of MySQL cannot be seen");
        assertThat(
                        new Dialogue()
                                .server(GREETING)
                                .client(response(CLIENT_PROTOCOL_41 | CLIENT_COMPRESS))
                                .server(ok(2, 0))
                                .told(1))
                .containsExactly(
                        "START_UP",
                        "AUTHENTICATION",
                        "compression: the moments of MySQL cannot be seen");
    }

    @ParameterizedTest
    @ValueSource(strings = {"HELO", "\0\0\0\0", "\1\0\0\1\n"})
    void aServerThatDoesNotGreetIsAnother(String bytes) {
        Dialogue dialogue =
                new Dialogue()
                        .server(bytes.getBytes(StandardCharsets.ISO_8859_1))
                        .server(new byte[100]);

        assertThat(dialogue.told(1))
                .containsExactly(
                        "the bytes do not follow MySQL's protocol: its moments cannot be seen");
    }

    @Test
    void anOpenConnectionIsJoinedAtTheNextCommand() {
        Dialogue dialogue =
                new Dialogue()
                        .server(packet(7, "\1x"), eof(8, IN_TRANSACTION))
                        .client(query("insert into t values (1)"))
                        .server(ok(1, IN_TRANSACTION))
                        .client(query("COMMIT"))
                        .server(ok(1, 0));

        assertThat(dialogue.told(ProtocolWatch.ofUsed(), Integer.MAX_VALUE))
                .containsExactly(
                        "QUERY", "IDLE_IN_TRANSACTION", "QUERY", "COMMIT_SENT", "COMMIT_ANSWERED");
    }

    private static void assertTells(Dialogue dialogue, String... told) {
        List<String> expected = new ArrayList<>(List.of("START_UP", "AUTHENTICATION"));
        expected.addAll(List.of(told));
        for (int longestRead : new int[] {1, 2, 3, 7, Integer.MAX_VALUE}) {
            assertThat(dialogue.told(longestRead))
                    .as("reads of %d bytes", longestRead)
                    .isEqualTo(expected);
        }
    }
}
