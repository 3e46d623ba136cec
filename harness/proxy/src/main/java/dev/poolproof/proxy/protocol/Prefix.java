package dev.poolproof.proxy.protocol;

import java.nio.charset.StandardCharsets;

/** The first bytes of a message's body. */
final class Prefix {
    private final byte[] bytes;
    private int filled;

    /**
     * @param most how many bytes are kept
     */
    Prefix(int most) {
        bytes = new byte[most];
    }

    void clear() {
        filled = 0;
    }

    boolean isFull() {
        return filled == bytes.length;
    }

    int size() {
        return filled;
    }

    void add(byte next) {
        bytes[filled++] = next;
    }

    /** The unsigned byte at {@code index}; 0 if the body has none. */
    int at(int index) {
        return index < filled ? Byte.toUnsignedInt(bytes[index]) : 0;
    }

    /** The unsigned number of two bytes, little end first, at {@code index}. */
    int shortAt(int index) {
        return at(index) | at(index + 1) << 8;
    }

    boolean startsWith(String text) {
        return new String(bytes, 0, filled, StandardCharsets.US_ASCII).startsWith(text);
    }
}
