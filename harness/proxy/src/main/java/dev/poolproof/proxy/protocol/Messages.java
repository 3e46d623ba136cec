package dev.poolproof.proxy.protocol;

import io.netty.buffer.ByteBuf;
import org.jspecify.annotations.Nullable;

/**
 * Cuts what one side sends into the messages of a protocol. Looks at bytes wherever reads are cut,
 * changes none, and keeps none but a header.
 */
abstract class Messages {
    private static final int LONGEST_HEADER = 8;

    private final byte[] header = new byte[LONGEST_HEADER];
    private int filled; // bytes of the header that have come
    private long left = -1; // bytes of the body to come; negative as long as the header comes
    private boolean known;
    private boolean lost;
    private @Nullable String unseen;

    /** How long the header of the next message is; at most {@value #LONGEST_HEADER}. */
    abstract int headerBytes();

    /**
     * A message begins.
     *
     * @return how many bytes follow the header
     */
    abstract long begin(byte[] header);

    /** Whether the next byte of the body matters. */
    abstract boolean wants();

    /** The next byte of the body. */
    abstract void take(byte next);

    /**
     * All of the message that matters has come.
     *
     * @param start where the message begins, or the read if it has begun in an earlier one
     */
    void known(int start, MomentSink sink) {}

    /**
     * The message has come whole.
     *
     * @param end behind its last byte
     */
    void ended(int end, MomentSink sink) {}

    /** Nothing more can be told, for this reason. */
    final void giveUp(String reason) {
        unseen = reason;
    }

    /** The bytes are none of the protocol's: it is another, or a message's beginning was missed. */
    final long loseStep(String protocol) {
        lost = true;
        giveUp("the bytes do not follow %s's protocol: its moments cannot be seen", protocol);
        return 0;
    }

    /** As {@link #giveUp(String)}. */
    final void giveUp(String form, String protocol) {
        giveUp(form.formatted(protocol));
    }

    /** Why nothing more is told; null as long as something can be. */
    final @Nullable String unseen() {
        return unseen;
    }

    /** Whether the reason is that the bytes are none of the protocol's. */
    final boolean isLost() {
        return lost;
    }

    /** Looks at all readable bytes of {@code bytes}; the sink may move the reader index. */
    final void read(ByteBuf bytes, MomentSink sink) {
        int index = bytes.readerIndex();
        int start = index;
        while (index < bytes.writerIndex() && unseen == null) {
            if (left < 0) {
                start = filled == 0 ? index : start;
                header[filled++] = bytes.getByte(index++);
                if (filled == headerBytes()) {
                    left = begin(header);
                }
            } else {
                index = readBody(bytes, index);
            }
            if (left >= 0 && unseen == null) {
                tell(start, index, sink);
            }
        }
    }

    private int readBody(ByteBuf bytes, int from) {
        int end = (int) Math.min(from + left, bytes.writerIndex());
        left -= end - from;
        for (int index = from; index < end && wants(); index++) {
            take(bytes.getByte(index));
        }
        return end;
    }

    private void tell(int start, int index, MomentSink sink) {
        if (!known && (left == 0 || !wants())) {
            known = true;
            known(start, sink);
        }
        if (left == 0 && unseen == null) {
            filled = 0;
            left = -1;
            known = false;
            ended(index, sink);
        }
    }
}
