package dev.poolproof.proxy.handler;

import static dev.poolproof.model.fault.Direction.DOWNSTREAM;
import static java.nio.charset.StandardCharsets.ISO_8859_1;
import static org.assertj.core.api.Assertions.assertThat;

import dev.poolproof.model.fault.AlertDescription;
import dev.poolproof.model.fault.AlertLevel;
import dev.poolproof.model.fault.Ending;
import dev.poolproof.model.fault.Fault;
import dev.poolproof.model.fault.Scope;
import dev.poolproof.model.fault.TlsAlert;
import dev.poolproof.model.fault.TlsCorrupt;
import dev.poolproof.model.fault.TlsHandshakeCut;
import dev.poolproof.model.fault.TlsMismatch;
import dev.poolproof.model.fault.TlsOffer;
import dev.poolproof.model.fault.TlsStep;
import dev.poolproof.model.fault.TlsTruncate;
import dev.poolproof.proxy.tls.TlsBytes;
import dev.poolproof.proxy.tls.TlsHello;
import io.netty.buffer.Unpooled;
import java.util.List;
import java.util.SplittableRandom;
import java.util.stream.Collectors;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

/**
 * Random bytes and mutated handshakes in random pieces. More of them with {@code
 * -Dpoolproof.fuzz.bytes=10000000}.
 */
class TlsFuzzTest {
    private static final int BYTES = Integer.getInteger("poolproof.fuzz.bytes", 300_000);
    private static final int ROUND = 4_000;

    private static final List<String> OPENINGS =
            List.of(
                    "",
                    TlsBytes.POSTGRES_REQUEST,
                    TlsBytes.POSTGRES_GSS_REQUEST,
                    TlsBytes.MYSQL_REQUEST,
                    TlsBytes.POSTGRES_START_UP);

    private static final List<String> RECORDS =
            List.of(
                    TlsBytes.CLIENT_HELLO,
                    TlsBytes.SERVER_HELLO_12,
                    TlsBytes.SERVER_HELLO_13,
                    TlsBytes.CHANGE_CIPHER_SPEC,
                    TlsBytes.FINISHED_13,
                    TlsBytes.data(0),
                    TlsBytes.data(17),
                    TlsBytes.data(300));

    static List<Fault> faultsThatNeverAct() {
        return List.of(
                new TlsCorrupt(Integer.MAX_VALUE),
                new TlsTruncate(Integer.MAX_VALUE),
                new TlsHandshakeCut(TlsStep.SSL_REQUEST, Ending.RST_BOTH));
    }

    static List<Fault> faultsThatMayAct() {
        return List.of(
                new TlsCorrupt(1),
                new TlsTruncate(1),
                new TlsAlert(AlertLevel.FATAL, AlertDescription.INTERNAL_ERROR),
                new TlsMismatch(TlsOffer.CIPHER),
                new TlsMismatch(TlsOffer.VERSION),
                new TlsHandshakeCut(TlsStep.CLIENT_FINISHED, Ending.FIN_BOTH));
    }

    @ParameterizedTest
    @MethodSource("faultsThatNeverAct")
    void whatIsNotActedOnPassesAsItIs(Fault fault) {
        for (int round = 0; round * ROUND < BYTES; round++) {
            SplittableRandom random = new SplittableRandom(round);
            String up = traffic(random, fault instanceof TlsHandshakeCut ? 1 : OPENINGS.size());
            String down = "S".repeat(random.nextInt(2)) + traffic(random, 1);

            assertThat(through(fault, random, up, down))
                    .as("round %d", round)
                    .containsExactly(up, down);
        }
    }

    @ParameterizedTest
    @MethodSource("faultsThatMayAct")
    void noExceptionEscapesAndNothingIsHeldForEver(Fault fault) {
        for (int round = 0; round * ROUND < BYTES; round++) {
            SplittableRandom random = new SplittableRandom(round);
            String up = traffic(random, OPENINGS.size());
            String down = "S".repeat(random.nextInt(2)) + traffic(random, 1);

            List<String> got = through(fault, random, up, down);

            if (fault instanceof TlsCorrupt || fault instanceof TlsMismatch) {
                assertThat(got.get(0)).as("round %d", round).hasSameSizeAs(up);
                assertThat(got.get(1)).as("round %d", round).hasSameSizeAs(down);
            }
        }
    }

    @Test
    void aHelloOfRandomBytesIsReadOrRefused() {
        for (int round = 0; round * ROUND < BYTES * 10; round++) {
            SplittableRandom random = new SplittableRandom(round);
            byte[] hello =
                    mutated(random, RECORDS.get(random.nextInt(3)).substring(5), 3)
                            .getBytes(ISO_8859_1);
            TlsHello read = TlsHello.ofClient(Unpooled.wrappedBuffer(hello));

            if (read != null) {
                assertThat(read.suitesAt() + 2 * read.suites()).isLessThanOrEqualTo(hello.length);
                assertThat(read.versions() == 0 ? 0 : read.versionsAt() + 2 * read.versions())
                        .isLessThanOrEqualTo(hello.length);
            }
        }
    }

    /** What came out at the server's end and at the client's. */
    private static List<String> through(
            Fault fault, SplittableRandom random, String up, String down) {
        try (VirtualPath path = VirtualPath.of(Scope.DEFAULT.stream(DOWNSTREAM), fault)) {
            int upAt = 0;
            int downAt = 0;
            while (upAt < up.length() || downAt < down.length()) {
                int upTo = Math.min(up.length(), upAt + random.nextInt(200));
                int downTo = Math.min(down.length(), downAt + random.nextInt(200));
                if (upTo > upAt) {
                    path.clientSends(up.substring(upAt, upTo));
                }
                if (downTo > downAt) {
                    path.serverSends(down.substring(downAt, downTo));
                }
                upAt = upTo;
                downAt = downTo;
            }
            path.clientSends(Signal.FIN);
            return List.of(text(path.serverGot()), text(path.clientGot()));
        }
    }

    private static String traffic(SplittableRandom random, int openings) {
        StringBuilder text = new StringBuilder(OPENINGS.get(random.nextInt(openings)));
        while (text.length() < ROUND / 2) {
            text.append(
                    random.nextInt(8) == 0
                            ? noise(random, random.nextInt(100))
                            : RECORDS.get(random.nextInt(RECORDS.size())));
        }
        return random.nextBoolean()
                ? text.toString()
                : mutated(random, text.toString(), random.nextInt(20));
    }

    private static String noise(SplittableRandom random, int length) {
        return IntStream.range(0, length)
                .mapToObj(i -> String.valueOf((char) random.nextInt(256)))
                .collect(Collectors.joining());
    }

    private static String mutated(SplittableRandom random, String text, int changes) {
        StringBuilder mutated = new StringBuilder(text);
        for (int i = 0; i < changes; i++) {
            mutated.setCharAt(random.nextInt(text.length()), (char) random.nextInt(256));
        }
        return mutated.toString();
    }

    private static String text(List<Object> got) {
        return got.stream()
                .filter(String.class::isInstance)
                .map(String.class::cast)
                .collect(Collectors.joining());
    }
}
