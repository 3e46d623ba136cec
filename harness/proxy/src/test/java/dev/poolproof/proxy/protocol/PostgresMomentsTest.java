package dev.poolproof.proxy.protocol;

import static dev.poolproof.proxy.protocol.PostgresBytes.BOUND;
import static dev.poolproof.proxy.protocol.PostgresBytes.ERROR;
import static dev.poolproof.proxy.protocol.PostgresBytes.FAILED_TRANSACTION;
import static dev.poolproof.proxy.protocol.PostgresBytes.IDLE;
import static dev.poolproof.proxy.protocol.PostgresBytes.IN_TRANSACTION;
import static dev.poolproof.proxy.protocol.PostgresBytes.PARSED;
import static dev.poolproof.proxy.protocol.PostgresBytes.SSL_REQUEST;
import static dev.poolproof.proxy.protocol.PostgresBytes.SYNC;
import static dev.poolproof.proxy.protocol.PostgresBytes.bind;
import static dev.poolproof.proxy.protocol.PostgresBytes.close;
import static dev.poolproof.proxy.protocol.PostgresBytes.complete;
import static dev.poolproof.proxy.protocol.PostgresBytes.execute;
import static dev.poolproof.proxy.protocol.PostgresBytes.message;
import static dev.poolproof.proxy.protocol.PostgresBytes.parse;
import static dev.poolproof.proxy.protocol.PostgresBytes.query;
import static dev.poolproof.proxy.protocol.PostgresBytes.started;
import static org.assertj.core.api.Assertions.assertThat;

import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class PostgresMomentsTest {
    private static final String NOT_THE_PROTOCOL =
            "the bytes do not follow PostgreSQL's protocol: its moments cannot be seen";

    @Test
    void aTransactionOfSimpleQueriesIsSeenHoweverItIsCut() {
        Dialogue dialogue =
                started()
                        .client(query("BEGIN"))
                        .server(complete("BEGIN"), IN_TRANSACTION)
                        .client(query("insert into t values ('COMMIT')"))
                        .server(complete("INSERT 0 1"), IN_TRANSACTION)
                        .client(query("commit;"))
                        .server(complete("COMMIT"), IDLE);

        assertTells(
                dialogue,
                "START_UP",
                "AUTHENTICATION",
                "QUERY",
                "IDLE_IN_TRANSACTION",
                "QUERY",
                "IDLE_IN_TRANSACTION",
                "QUERY",
                "COMMIT_SENT",
                "COMMIT_ANSWERED");
    }

    @Test
    void aPreparedCommitIsSeenAgainAndAgainUntilItsNameStandsForSomethingElse() {
        Dialogue dialogue =
                started()
                        .client(parse("S_1", "COMMIT"), bind("", "S_1"), execute(""), SYNC)
                        .server(PARSED, BOUND, complete("COMMIT"), IDLE)
                        .client(bind("", "S_1"), execute(""), SYNC)
                        .server(BOUND, complete("COMMIT"), IDLE)
                        .client(parse("S_2", "select 1"), bind("", "S_2"), execute(""), SYNC)
                        .server(PARSED, BOUND, complete("SELECT 1"), IDLE)
                        .client(close("S_1"), parse("S_1", "select 1"), SYNC)
                        .server(message('3', ""), PARSED, IDLE)
                        .client(bind("C_1", "S_1"), execute("C_1"), SYNC)
                        .server(BOUND, complete("SELECT 1"), IDLE);

        assertTells(
                dialogue,
                "START_UP",
                "AUTHENTICATION",
                "QUERY",
                "COMMIT_SENT",
                "COMMIT_ANSWERED",
                "QUERY",
                "COMMIT_SENT",
                "COMMIT_ANSWERED",
                "QUERY",
                "QUERY");
    }

    @Test
    void aCommitThatFailsIsAnsweredTooAndOtherErrorsAreNoAnswerToIt() {
        Dialogue dialogue =
                started()
                        .client(query("select 1/0"))
                        .server(ERROR, FAILED_TRANSACTION)
                        .client(query("END"))
                        .server(complete("ROLLBACK"), IDLE)
                        .client(query("select 1/0"), query("COMMIT"))
                        .server(ERROR, FAILED_TRANSACTION, ERROR, IDLE)
                        .client(query("ROLLBACK"))
                        .server(complete("ROLLBACK"), IDLE);

        assertTells(
                dialogue,
                "START_UP",
                "AUTHENTICATION",
                "QUERY",
                "IDLE_IN_TRANSACTION",
                "QUERY",
                "COMMIT_SENT",
                "COMMIT_ANSWERED",
                "QUERY",
                "QUERY",
                "COMMIT_SENT",
                "IDLE_IN_TRANSACTION",
                "COMMIT_ANSWERED",
                "QUERY");
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "COMMIT",
                "end",
                " \r\n\tCommit work",
                "/* who: *me **/ -- it's - me\n commit;",
                "COMMIT PREPARED 'x'"
            })
    void theFirstWordTellsACommit(String statement) {
        Dialogue dialogue = started().client(query(statement));

        assertTells(dialogue, "START_UP", "AUTHENTICATION", "QUERY", "COMMIT_SENT");
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "",
                "committed",
                "commit_all()",
                "ende",
                "select 'COMMIT'",
                "-commit",
                "comm"
            })
    void otherWordsTellNone(String statement) {
        Dialogue dialogue = started().client(query(statement));

        assertTells(dialogue, "START_UP", "AUTHENTICATION", "QUERY");
    }

    @Test
    void aServerWithoutEncryptionIsSeenAndOneWithIsNot() {
        Dialogue refused =
                new Dialogue()
                        .client(PostgresBytes.GSSENC_REQUEST)
                        .server(bytes("N"))
                        .client(SSL_REQUEST)
                        .server(bytes("N"))
                        .client(PostgresBytes.STARTUP)
                        .server(PostgresBytes.AUTHENTICATION_OK, IDLE);
        Dialogue tls = new Dialogue().client(SSL_REQUEST).server(bytes("S")).client(bytes("hello"));
        Dialogue gss =
                new Dialogue().client(PostgresBytes.GSSENC_REQUEST).server(bytes("G"), bytes("?"));

        assertTells(refused, "START_UP", "AUTHENTICATION");
        assertTells(tls, "TLS: the moments of PostgreSQL cannot be seen");
        assertTells(gss, "GSS: the moments of PostgreSQL cannot be seen");
    }

    @Test
    void aRequestToCancelIsNoStartUp() {
        assertTells(new Dialogue().client(PostgresBytes.CANCEL_REQUEST));
    }

    @Test
    void bytesOfAnotherProtocolAreNotUnderstood() {
        assertTells(
                new Dialogue().client(bytes("GET / HTTP/1.1")),
                "neither PostgreSQL nor MySQL: no moments can be seen");
        assertTells(
                new Dialogue().client(new byte[] {0x16, 3, 1, 2, 0, 1}),
                "TLS: the moments of the database's protocol cannot be seen");
        assertTells(new Dialogue().client(new byte[8]), NOT_THE_PROTOCOL);
        assertTells(
                started().server(new byte[] {'C', 0, 0, 0, 3}),
                "START_UP",
                "AUTHENTICATION",
                NOT_THE_PROTOCOL);
    }

    @Test
    void aClientsMomentIsBehindItsMessageAndAServersIsBeforeIt() {
        byte[] first = query("select 1");
        byte[] answer = complete("SELECT 1");
        List<Integer> cuts = new ArrayList<>();
        ProtocolWatch watch = ProtocolWatch.ofFresh();
        Dialogue dialogue =
                started().client(first, query("COMMIT")).server(answer, IDLE, complete("COMMIT"));

        for (Dialogue.Turn turn : dialogue.turns()) {
            cuts.clear();
            watch.read(turn.from(), turn.bytes(), (moment, index) -> cuts.add(index));
            if (turn.bytes().getByte(0) == 'Q') {
                int end = turn.bytes().readableBytes();
                assertThat(cuts).containsExactly(first.length, end, end);
            }
        }

        assertThat(cuts).containsExactly(answer.length + IDLE.length);
    }

    @Test
    void anOpenConnectionIsJoinedAtTheFirstWholeMessagesOfTheClient() {
        byte[] rest = bytes("rest of a long row, and of the message with it");
        Dialogue dialogue =
                new Dialogue()
                        .server(rest)
                        .client(rest)
                        .server(complete("COMMIT"), IN_TRANSACTION)
                        .client(query("select 1"))
                        .server(complete("SELECT 1"), IN_TRANSACTION)
                        .client(query("COMMIT"))
                        .server(complete("COMMIT"), IDLE);

        assertThat(dialogue.told(ProtocolWatch.ofUsed(), Integer.MAX_VALUE))
                .containsExactly(
                        "QUERY", "IDLE_IN_TRANSACTION", "QUERY", "COMMIT_SENT", "COMMIT_ANSWERED");
    }

    @Test
    void aJoinedConnectionThatFitsNoProtocolIsGivenUp() {
        Dialogue dialogue = new Dialogue();
        for (int turn = 0; turn < 64; turn++) {
            dialogue.client(bytes("something else"));
        }

        assertThat(dialogue.told(ProtocolWatch.ofUsed(), Integer.MAX_VALUE))
                .containsExactly(
                        "no beginning of a message was found:"
                                + " the moments of the database's protocol are lost");
        assertThat(
                        new Dialogue()
                                .server(new byte[] {0x17, 3, 3, 0, 1, 0})
                                .told(ProtocolWatch.ofUsed(), Integer.MAX_VALUE))
                .containsExactly("TLS: the moments of the database's protocol cannot be seen");
    }

    private static void assertTells(Dialogue dialogue, String... told) {
        for (int longestRead : new int[] {1, 2, 3, 7, Integer.MAX_VALUE}) {
            assertThat(dialogue.told(longestRead))
                    .as("reads of %d bytes", longestRead)
                    .containsExactly(told);
        }
    }

    private static byte[] bytes(String text) {
        return text.getBytes(StandardCharsets.US_ASCII);
    }
}
