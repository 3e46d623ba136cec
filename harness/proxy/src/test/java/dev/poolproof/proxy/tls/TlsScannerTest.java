package dev.poolproof.proxy.tls;

import static dev.poolproof.model.history.Side.CLIENT;
import static dev.poolproof.model.history.Side.SERVER;
import static dev.poolproof.proxy.tls.TlsBytes.CHANGE_CIPHER_SPEC;
import static dev.poolproof.proxy.tls.TlsBytes.CLIENT_HELLO;
import static dev.poolproof.proxy.tls.TlsBytes.FINISHED_13;
import static dev.poolproof.proxy.tls.TlsBytes.MYSQL_GREETING;
import static dev.poolproof.proxy.tls.TlsBytes.MYSQL_REQUEST;
import static dev.poolproof.proxy.tls.TlsBytes.POSTGRES_GSS_REQUEST;
import static dev.poolproof.proxy.tls.TlsBytes.POSTGRES_REQUEST;
import static dev.poolproof.proxy.tls.TlsBytes.POSTGRES_START_UP;
import static dev.poolproof.proxy.tls.TlsBytes.SERVER_HELLO_12;
import static dev.poolproof.proxy.tls.TlsBytes.SERVER_HELLO_13;
import static dev.poolproof.proxy.tls.TlsBytes.data;
import static dev.poolproof.proxy.tls.TlsBytes.hex;
import static dev.poolproof.proxy.tls.TlsBytes.record;
import static java.nio.charset.StandardCharsets.ISO_8859_1;
import static org.assertj.core.api.Assertions.assertThat;
import static org.junit.jupiter.params.provider.Arguments.argumentSet;

import dev.poolproof.model.fault.TlsStep;
import dev.poolproof.model.history.Side;
import io.netty.buffer.Unpooled;
import java.util.ArrayList;
import java.util.List;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.Arguments;
import org.junit.jupiter.params.provider.MethodSource;

class TlsScannerTest {
    private final List<String> told = new ArrayList<>();
    private final TlsScanner scanner =
            new TlsScanner(
                    new TlsListener() {
                        @Override
                        public void step(TlsStep step, long at) {
                            told.add(step + " at " + at);
                        }

                        @Override
                        public void payload(Side from, TlsRecord record) {
                            if (record.application() > 0) {
                                told.add(
                                        "%s data %d: %d bytes at %d"
                                                .formatted(
                                                        from,
                                                        record.application(),
                                                        record.length(),
                                                        record.at()));
                            }
                        }
                    });

    private record Read(Side from, String bytes) {}

    static Stream<Arguments> openings() {
        Read hello = new Read(CLIENT, CLIENT_HELLO);
        Read chosen = new Read(SERVER, SERVER_HELLO_13);
        return Stream.of(
                argumentSet("TLS from the first byte", List.of(hello, chosen), 0, 0, false),
                argumentSet(
                        "PostgreSQL",
                        List.of(
                                new Read(CLIENT, POSTGRES_REQUEST),
                                new Read(SERVER, "S"),
                                hello,
                                chosen),
                        8,
                        1,
                        true),
                argumentSet(
                        "PostgreSQL after a refused GSSENCRequest",
                        List.of(
                                new Read(CLIENT, POSTGRES_GSS_REQUEST),
                                new Read(SERVER, "N"),
                                new Read(CLIENT, POSTGRES_REQUEST),
                                new Read(SERVER, "S"),
                                hello,
                                chosen),
                        16,
                        2,
                        true),
                argumentSet(
                        "MySQL",
                        List.of(
                                new Read(SERVER, MYSQL_GREETING),
                                new Read(CLIENT, MYSQL_REQUEST),
                                hello,
                                chosen),
                        36,
                        MYSQL_GREETING.length(),
                        true),
                argumentSet(
                        "MySQL in one read",
                        List.of(
                                new Read(SERVER, MYSQL_GREETING),
                                new Read(CLIENT, MYSQL_REQUEST + CLIENT_HELLO),
                                chosen),
                        36,
                        MYSQL_GREETING.length(),
                        true));
    }

    @ParameterizedTest
    @MethodSource("openings")
    void theHandshakeIsFoundAfterEveryOpening(
            List<Read> opening, long clientAt, long serverAt, boolean asked) {
        opening.forEach(this::whole);

        told.removeIf(line -> line.startsWith("SSL_REQUEST") && asked);
        assertThat(told)
                .containsExactly("CLIENT_HELLO at " + clientAt, "SERVER_HELLO at " + serverAt);
    }

    @ParameterizedTest
    @MethodSource("openings")
    void readsMayBeginAnywhere(List<Read> opening, long clientAt, long serverAt, boolean asked) {
        opening.forEach(this::byteByByte);
        byteByByte(new Read(SERVER, data(400)));
        byteByByte(new Read(CLIENT, CHANGE_CIPHER_SPEC + FINISHED_13 + data(40)));

        told.removeIf(line -> line.startsWith("SSL_REQUEST") && asked);
        long finishedAt = clientAt + CLIENT_HELLO.length() + CHANGE_CIPHER_SPEC.length();
        long dataAt = finishedAt + FINISHED_13.length() + 5;
        assertThat(told)
                .containsExactly(
                        "CLIENT_HELLO at " + clientAt,
                        "SERVER_HELLO at " + serverAt,
                        "CLIENT_FINISHED at " + finishedAt,
                        "CLIENT data 1: 40 bytes at " + dataAt);
    }

    @Test
    void handshakeOfTls13ThatLooksLikeDataIsNotCounted() {
        handshake(SERVER_HELLO_13);
        whole(new Read(SERVER, CHANGE_CIPHER_SPEC + data(30) + data(900) + data(53)));
        whole(new Read(CLIENT, CHANGE_CIPHER_SPEC + data(700) + data(300) + FINISHED_13));
        told.clear();

        whole(new Read(CLIENT, data(80)));
        whole(new Read(SERVER, data(90) + data(91)));

        assertThat(told.stream().map(line -> line.replaceAll(" at .*", "")))
                .containsExactly(
                        "CLIENT data 1: 80 bytes",
                        "SERVER data 1: 90 bytes",
                        "SERVER data 2: 91 bytes");
    }

    @Test
    void inTls12AllThatLooksLikeDataIsCounted() {
        handshake(SERVER_HELLO_12);
        whole(new Read(CLIENT, record(22, "k") + CHANGE_CIPHER_SPEC + record(22, "finished")));
        whole(new Read(SERVER, CHANGE_CIPHER_SPEC + record(22, "finished") + data(7)));

        assertThat(told).last().asString().startsWith("SERVER data 1: 7 bytes");
    }

    @Test
    void afterAHelloRetryRequestTheHandshakeGoesOn() {
        String retry =
                SERVER_HELLO_13.substring(0, 11)
                        + hex("cf21ad74")
                        + SERVER_HELLO_13.substring(11 + 4);
        handshake(retry);
        whole(new Read(CLIENT, CHANGE_CIPHER_SPEC + CLIENT_HELLO));
        whole(new Read(SERVER, SERVER_HELLO_13));

        whole(new Read(CLIENT, FINISHED_13));

        assertThat(told).last().asString().startsWith("CLIENT_FINISHED");
        assertThat(told).hasSize(3);
    }

    @Test
    void anOpenConnectionIsFoundAtTheNextReadThatBeginsARecord() {
        whole(new Read(SERVER, "the rest of a record"));
        whole(new Read(CLIENT, "another" + data(3)));

        whole(new Read(CLIENT, data(4)));
        whole(new Read(SERVER, data(5)));

        assertThat(told)
                .containsExactly("CLIENT data 1: 4 bytes at 20", "SERVER data 1: 5 bytes at 25");
        assertThat(scanner.isLate()).isTrue();
    }

    @Test
    void bytesThatAreNoRecordsAreLeftOut() {
        handshake(SERVER_HELLO_12);
        told.clear();

        whole(new Read(SERVER, "no header" + data(3)));
        whole(new Read(SERVER, data(4)));

        assertThat(told).singleElement().asString().startsWith("SERVER data 1: 4 bytes");
    }

    static Stream<Arguments> plain() {
        String reply = hex("40000001" + "05a60f00"); // without CLIENT_SSL
        return Stream.of(
                argumentSet(
                        "PostgreSQL's server refuses",
                        List.of(new Read(CLIENT, POSTGRES_REQUEST), new Read(SERVER, "N")),
                        "the server has not agreed to TLS"),
                argumentSet(
                        "PostgreSQL's client does not ask",
                        List.of(new Read(CLIENT, POSTGRES_START_UP)),
                        "the client has not asked for TLS"),
                argumentSet(
                        "MySQL's client does not ask",
                        List.of(new Read(SERVER, MYSQL_GREETING), new Read(CLIENT, reply)),
                        "the client has not asked for TLS"),
                argumentSet(
                        "a MySQL client's reply that begins like a handshake record",
                        List.of(
                                new Read(SERVER, MYSQL_GREETING),
                                new Read(CLIENT, hex("16010001" + "05a60f00"))),
                        "the client has not asked for TLS"));
    }

    @ParameterizedTest
    @MethodSource("plain")
    void whereTlsIsNotAskedForOrRefusedItIsSaid(List<Read> reads, String why) {
        reads.forEach(this::byteByByte);

        assertThat(scanner.unseen()).isEqualTo(why);
    }

    @Test
    void bytesOfAnotherProtocolAreGivenUpAfterEightReads() {
        for (int i = 0; i < 8; i++) {
            assertThat(scanner.unseen()).isNull();
            whole(new Read(CLIENT, "GET /index.html"));
        }

        assertThat(scanner.unseen()).isEqualTo("no record of TLS was found");
    }

    private void handshake(String serverHello) {
        whole(new Read(CLIENT, CLIENT_HELLO));
        whole(new Read(SERVER, serverHello));
    }

    private void whole(Read read) {
        scanner.scan(read.from(), Unpooled.copiedBuffer(read.bytes(), ISO_8859_1));
    }

    private void byteByByte(Read read) {
        read.bytes().chars().forEach(c -> whole(new Read(read.from(), String.valueOf((char) c))));
    }
}
