package dev.poolproof.proxy.handler;

import static dev.poolproof.model.fault.Direction.DOWNSTREAM;
import static dev.poolproof.model.fault.Direction.UPSTREAM;
import static dev.poolproof.proxy.handler.Signal.FIN;
import static dev.poolproof.proxy.handler.Signal.RST;
import static dev.poolproof.proxy.tls.TlsBytes.CHANGE_CIPHER_SPEC;
import static dev.poolproof.proxy.tls.TlsBytes.CLIENT_HELLO;
import static dev.poolproof.proxy.tls.TlsBytes.FINISHED_13;
import static dev.poolproof.proxy.tls.TlsBytes.POSTGRES_REQUEST;
import static dev.poolproof.proxy.tls.TlsBytes.POSTGRES_START_UP;
import static dev.poolproof.proxy.tls.TlsBytes.SERVER_HELLO_13;
import static dev.poolproof.proxy.tls.TlsBytes.data;
import static dev.poolproof.proxy.tls.TlsBytes.hex;
import static org.assertj.core.api.Assertions.assertThat;

import dev.poolproof.model.fault.AlertDescription;
import dev.poolproof.model.fault.AlertLevel;
import dev.poolproof.model.fault.Direction;
import dev.poolproof.model.fault.Ending;
import dev.poolproof.model.fault.Fault;
import dev.poolproof.model.fault.Hop;
import dev.poolproof.model.fault.Scope;
import dev.poolproof.model.fault.TlsAlert;
import dev.poolproof.model.fault.TlsCorrupt;
import dev.poolproof.model.fault.TlsHandshakeCut;
import dev.poolproof.model.fault.TlsMismatch;
import dev.poolproof.model.fault.TlsOffer;
import dev.poolproof.model.fault.TlsStep;
import dev.poolproof.model.fault.TlsTruncate;
import dev.poolproof.model.fault.Trigger;
import java.time.Duration;
import java.util.List;
import java.util.stream.Collectors;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;

class TlsHandlersTest {
    private static final Fault ALERT =
            new TlsAlert(AlertLevel.FATAL, AlertDescription.PROTOCOL_VERSION);
    private static final String ALERT_RECORD = hex("15030300020246");

    @Test
    void corruptFlipsOneBitOfThePayloadOfTheRecordItNames() {
        try (VirtualPath path = path(DOWNSTREAM, new TlsCorrupt(2))) {
            handshake(path);
            String sent = data(40) + data(50) + data(60);

            path.serverSends(sent);

            String got = text(path.clientGot());
            assertThat(flippedBits(sent, got)).isEqualTo(1);
            assertThat(firstDifference(sent, got)).isBetween(45 + 5, 45 + 5 + 49);
            assertThat(path.wire.events)
                    .singleElement()
                    .asString()
                    .matches(
                            "ACTED SERVER hop1: bit \\d of byte \\d+ flipped: record 2, byte \\d+"
                                    + " of its 50");
        }
    }

    @Test
    void corruptActsOnTheHopsDirectionOnlyAndOnAnyFragmentation() {
        try (VirtualPath path = path(UPSTREAM, new TlsCorrupt(2))) {
            handshake(path);

            path.serverSends(data(40));
            String sent = data(40) + data(41);
            sent.chars().forEach(c -> path.clientSends(String.valueOf((char) c)));

            assertThat(text(path.clientGot())).isEqualTo(data(40));
            assertThat(flippedBits(sent, text(path.serverGot()))).isEqualTo(1);
        }
    }

    @Test
    void recordsAreCountedFromTheMomentOfArming() {
        Scope late =
                Scope.DEFAULT.stream(DOWNSTREAM).from(new Trigger.After(Duration.ofSeconds(10)));
        try (VirtualPath path = VirtualPath.of(late, new TlsCorrupt(1))) {
            handshake(path);
            path.serverSends(data(30) + data(31).substring(0, 20));
            path.pass(Duration.ofSeconds(10));

            path.serverSends(data(31).substring(20) + data(32));

            String got = text(path.clientGot());
            String sent = data(30) + data(31) + data(32);
            assertThat(firstDifference(sent, got)).isGreaterThanOrEqualTo(35 + 36 + 5);
        }
    }

    @Test
    void aChangedRecordNumberGoesOnCounting() {
        try (VirtualPath path = path(DOWNSTREAM, new TlsCorrupt(5))) {
            handshake(path);
            path.serverSends(data(40));
            path.clientGot();

            path.change(
                    List.of(
                            new Hop(
                                    "hop1",
                                    List.of(new TlsCorrupt(2)),
                                    Scope.DEFAULT.stream(DOWNSTREAM))));
            path.serverSends(data(40));

            assertThat(text(path.clientGot())).isNotEqualTo(data(40));
        }
    }

    @Test
    void truncatePassesHalfOfThePayloadThenFin() {
        try (VirtualPath path = path(DOWNSTREAM, new TlsTruncate(1))) {
            handshake(path);

            path.serverSends(data(40) + data(40));

            assertThat(path.clientGot()).containsExactly(data(40).substring(0, 5 + 20), FIN);
            assertThat(path.serverGot()).containsExactly(FIN);
            assertThat(path.wire.events).first().asString().contains("after 20 of its 40 bytes");
        }
    }

    @Test
    void anAlertStandsBeforeTheNextRecord() {
        try (VirtualPath path = path(DOWNSTREAM, ALERT)) {
            path.clientSends(POSTGRES_REQUEST);
            path.serverSends("S");
            path.clientSends(CLIENT_HELLO);
            assertThat(text(path.clientGot())).isEqualTo("S");

            path.serverSends(SERVER_HELLO_13);
            path.serverSends(data(4));

            assertThat(text(path.clientGot())).isEqualTo(ALERT_RECORD + SERVER_HELLO_13 + data(4));
        }
    }

    @Test
    void anAlertIsSentAtOnceWhereNoRecordIsUnderWay() {
        Scope late = Scope.DEFAULT.from(new Trigger.After(Duration.ofSeconds(10)));
        try (VirtualPath path = VirtualPath.of(late, ALERT)) {
            handshake(path);

            path.pass(Duration.ofSeconds(10));

            assertThat(path.clientGot()).containsExactly(ALERT_RECORD);
        }
    }

    @ParameterizedTest
    @EnumSource(TlsStep.class)
    void aStepThatIsCutDoesNotArrive(TlsStep step) {
        try (VirtualPath path = path(DOWNSTREAM, new TlsHandshakeCut(step, Ending.RST_BOTH))) {
            path.clientSends(POSTGRES_REQUEST);
            path.serverSends("S");
            path.clientSends(CLIENT_HELLO);
            path.serverSends(SERVER_HELLO_13);
            path.clientSends(FINISHED_13);

            String up = text(path.serverGot().stream().filter(String.class::isInstance).toList());
            assertThat(up)
                    .isEqualTo(
                            switch (step) {
                                case SSL_REQUEST -> "";
                                case CLIENT_HELLO -> POSTGRES_REQUEST;
                                case SERVER_HELLO, CLIENT_FINISHED ->
                                        POSTGRES_REQUEST + CLIENT_HELLO;
                            });
            assertThat(path.clientGot()).contains(RST);
        }
    }

    @Test
    void aMismatchReplacesTheOffersAndNothingElse() {
        for (TlsOffer what : TlsOffer.values()) {
            try (VirtualPath path = path(DOWNSTREAM, new TlsMismatch(what))) {
                path.clientSends(POSTGRES_REQUEST);
                path.serverSends("S");
                CLIENT_HELLO.chars().forEach(c -> path.clientSends(String.valueOf((char) c)));

                String got = text(path.serverGot());
                String expected =
                        what == TlsOffer.CIPHER
                                ? CLIENT_HELLO
                                        .replace(hex("1301"), hex("0a0a"))
                                        .replace(hex("c02f"), hex("0a0a"))
                                : CLIENT_HELLO
                                        .replace(hex("04" + "0304" + "0303"), hex("0403000300"))
                                        .replace(hex("0303" + "5a5a"), hex("03015a5a"));
                assertThat(got).isEqualTo(POSTGRES_REQUEST + expected);
            }
        }
    }

    @Test
    void aHeldClientHelloGoesOnWhenTheClientLeavesAndWhenTheFaultIsTakenAway() {
        try (VirtualPath path = path(DOWNSTREAM, new TlsMismatch(TlsOffer.CIPHER))) {
            path.clientSends(CLIENT_HELLO.substring(0, 20));
            assertThat(path.serverGot()).isEmpty();
            path.clientSends(FIN);
            assertThat(path.serverGot()).containsExactly(CLIENT_HELLO.substring(0, 20), FIN);
        }
        try (VirtualPath path = path(DOWNSTREAM, new TlsMismatch(TlsOffer.CIPHER))) {
            path.clientSends(CLIENT_HELLO.substring(0, 20));
            path.clear();
            assertThat(path.serverGot()).containsExactly(CLIENT_HELLO.substring(0, 20));
        }
    }

    @Test
    void withoutTlsNothingIsDoneAndTheReasonIsSaidOnce() {
        for (Fault fault :
                List.of(
                        new TlsCorrupt(1),
                        ALERT,
                        new TlsMismatch(TlsOffer.CIPHER),
                        new TlsHandshakeCut(TlsStep.CLIENT_HELLO, Ending.RST_BOTH))) {
            try (VirtualPath path = path(UPSTREAM, fault)) {
                path.clientSends(POSTGRES_START_UP);
                path.clientSends(data(4));

                assertThat(text(path.serverGot())).isEqualTo(POSTGRES_START_UP + data(4));
                assertThat(path.wire.events)
                        .containsExactly("UNSEEN hop1: the client has not asked for TLS");
            }
        }
    }

    @Test
    void aStepThatIsOverIsNotWaitedFor() {
        Scope late = Scope.DEFAULT.from(new Trigger.After(Duration.ofSeconds(10)));
        for (Fault fault :
                List.of(
                        new TlsMismatch(TlsOffer.CIPHER),
                        new TlsHandshakeCut(TlsStep.CLIENT_HELLO, Ending.RST_BOTH))) {
            try (VirtualPath path = VirtualPath.of(late, fault)) {
                handshake(path);

                path.pass(Duration.ofSeconds(10));

                assertThat(path.wire.events)
                        .containsExactly(
                                "ARMED hop1", "UNSEEN hop1: there is no client-hello left to come");
            }
        }
    }

    private static VirtualPath path(Direction stream, Fault fault) {
        return VirtualPath.of(Scope.DEFAULT.stream(stream), fault);
    }

    /** A whole handshake of TLS 1.3, and the client's first record of data. */
    private static void handshake(VirtualPath path) {
        path.clientSends(CLIENT_HELLO);
        path.serverSends(SERVER_HELLO_13 + CHANGE_CIPHER_SPEC + data(900));
        path.clientSends(CHANGE_CIPHER_SPEC + FINISHED_13);
        path.clientSends(data(10));
        path.clientGot();
        path.serverGot();
        if (!path.wire.events.isEmpty()) {
            throw new AssertionError("the handshake was disturbed: " + path.wire.events);
        }
    }

    private static String text(List<Object> got) {
        return got.stream().map(String::valueOf).collect(Collectors.joining());
    }

    private static int firstDifference(String sent, String got) {
        int i = 0;
        while (i < sent.length() && sent.charAt(i) == got.charAt(i)) {
            i++;
        }
        return i;
    }

    private static int flippedBits(String sent, String got) {
        assertThat(got).hasSameSizeAs(sent);
        int flipped = 0;
        for (int i = 0; i < sent.length(); i++) {
            flipped += Integer.bitCount(sent.charAt(i) ^ got.charAt(i));
        }
        return flipped;
    }
}
