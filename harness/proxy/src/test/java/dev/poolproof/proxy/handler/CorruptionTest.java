package dev.poolproof.proxy.handler;

import static java.nio.charset.StandardCharsets.US_ASCII;
import static org.assertj.core.api.Assertions.assertThat;

import dev.poolproof.model.fault.Corrupt;
import dev.poolproof.model.fault.CorruptAt;
import io.netty.buffer.ByteBuf;
import io.netty.buffer.ByteBufUtil;
import io.netty.buffer.Unpooled;
import org.junit.jupiter.api.Test;

/** Bytes that arrive as others than were sent. */
class CorruptionTest {
    @Test
    void theByteAtTheOffsetAloneIsInverted() {
        try (VirtualPath path = VirtualPath.of(new CorruptAt(3))) {
            assertThat(sent(path, "ab")).isEqualTo("ab".getBytes(US_ASCII));

            byte[] second = sent(path, "cde");

            assertThat(second).containsExactly('c', (byte) ~'d', 'e');
            assertThat(sent(path, "fgh")).isEqualTo("fgh".getBytes(US_ASCII));
            assertThat(path.wire.events).containsExactly("ACTED SERVER hop1: inverted byte 3");
        }
    }

    @Test
    void theRateIsKeptAndEveryHitIsOneBit() {
        int length = 1_000_000;
        try (VirtualPath path = VirtualPath.of(new Corrupt(0.01))) {
            byte[] got = sent(path, "\0".repeat(length));

            long hit = countOf(got);
            // The deviation is sqrt(10,000); the seed is fixed, so this comes out the same always.
            assertThat(hit).isBetween(9_500L, 10_500L);
            for (byte each : got) {
                assertThat(Integer.bitCount(each & 0xff)).isLessThanOrEqualTo(1);
            }
        }
    }

    @Test
    void theSameSeedHitsTheSameBytesWhateverPiecesTheyComeIn() {
        String text = "\0".repeat(1_000);
        try (VirtualPath whole = VirtualPath.of(new Corrupt(0.05));
                VirtualPath pieces = VirtualPath.of(new Corrupt(0.05))) {
            byte[] inPieces = new byte[1_000];
            for (int at = 0; at < 1_000; at += 100) {
                System.arraycopy(sent(pieces, text.substring(0, 100)), 0, inPieces, at, 100);
            }

            byte[] atOnce = sent(whole, text);

            assertThat(inPieces).isEqualTo(atOnce);
            assertThat(countOf(atOnce)).isPositive();
            assertThat(whole.wire.events)
                    .singleElement()
                    .asString()
                    .matches("ACTED SERVER hop1: flipped bit \\d of byte \\d+, .* \\d+ more");
        }
    }

    @Test
    void aRateOfOneHitsEveryByte() {
        try (VirtualPath path = VirtualPath.of(new Corrupt(1))) {
            assertThat(countOf(sent(path, "\0".repeat(100)))).isEqualTo(100);
        }
    }

    private static long countOf(byte[] bytes) {
        long hits = 0;
        for (byte each : bytes) {
            hits += each == 0 ? 0 : 1;
        }
        return hits;
    }

    /** What the client gets of what the server sends. */
    private static byte[] sent(VirtualPath path, String text) {
        path.serverSends(Unpooled.copiedBuffer(text, US_ASCII));
        ByteBuf got = path.clientGotBytes();
        byte[] bytes = ByteBufUtil.getBytes(got);
        got.release();
        return bytes;
    }
}
