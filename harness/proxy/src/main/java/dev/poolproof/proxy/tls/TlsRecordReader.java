package dev.poolproof.proxy.tls;

import io.netty.buffer.ByteBuf;

/**
 * Finds the records in what one side sends. Out of step it looks for a header at the beginning of
 * each read, where most senders put one.
 */
final class TlsRecordReader {
    private final Sink sink;
    private int type;
    private int headerBytes;
    private int length;
    private int payloadLeft;
    private boolean inStep;
    private long position;

    TlsRecordReader(Sink sink) {
        this.sink = sink;
    }

    /** Whether a whole header that can be one of TLS 1.0 to 1.3 begins at {@code from}. */
    static boolean isHeader(ByteBuf bytes, int from, int to) {
        if (to - from < TlsRecord.HEADER_BYTES) {
            return false;
        }
        int length = 0;
        for (int i = 0; i < TlsRecord.HEADER_BYTES; i++) {
            int next = bytes.getUnsignedByte(from + i);
            length = (length << 8 | next) & 0xFFFF;
            if (!fits(i, next, length)) {
                return false;
            }
        }
        return true;
    }

    /** The next byte begins a record. */
    void start() {
        inStep = true;
        headerBytes = 0;
        payloadLeft = 0;
    }

    /** Bytes that are no record's have come. */
    void skip(int count) {
        position += count;
    }

    /** One read, or the rest of one, has come. */
    void read(ByteBuf bytes, int from, int to) {
        if (!inStep && isHeader(bytes, from, to)) {
            start();
        }
        int index = from;
        while (inStep && index < to) {
            if (payloadLeft > 0) {
                int count = Math.min(payloadLeft, to - index);
                payloadLeft -= count;
                sink.payload(bytes, index, count);
                index += count;
            } else {
                header(bytes.getUnsignedByte(index), position + index - from);
                index++;
            }
        }
        position += to - from;
    }

    /** How many bytes have come. */
    long position() {
        return position;
    }

    boolean isInStep() {
        return inStep;
    }

    /** Whether the next byte begins a record. */
    boolean isBetweenRecords() {
        return inStep && headerBytes == 0 && payloadLeft == 0;
    }

    private void header(int next, long at) {
        length = (length << 8 | next) & 0xFFFF;
        if (!fits(headerBytes, next, length)) {
            inStep = false;
            return;
        }
        headerBytes++;
        if (headerBytes == 1) {
            type = next;
            sink.begins(type, at);
        } else if (headerBytes == TlsRecord.HEADER_BYTES) {
            headerBytes = 0;
            payloadLeft = length;
            sink.header(type, length, at + 1);
        }
    }

    /** Whether byte {@code i} of a header can be {@code next}, and the last two so be a length. */
    private static boolean fits(int i, int next, int length) {
        return switch (i) {
            case 0 -> next >= 20 && next <= 24;
            case 1 -> next == 3;
            case 2 -> next >= 1 && next <= 3; // TLS 1.3 calls itself 1.2 here
            case 3 -> true;
            default -> length <= TlsRecord.LONGEST_PAYLOAD;
        };
    }

    /** Is told what is found. */
    interface Sink {
        void begins(int type, long at);

        void header(int type, int length, long payloadAt);

        /** Some bytes of the payload, in order. */
        void payload(ByteBuf bytes, int index, int count);
    }
}
