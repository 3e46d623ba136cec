package dev.poolproof.http;

import static dev.poolproof.model.Checks.atLeast;

import java.io.InputStream;
import java.util.Objects;

/**
 * A body of a given length whose every byte is known from its place, so that bytes which are
 * missing, doubled or in another order are told from those which were sent.
 */
public final class Payload {
    /** Prime, so that no block of a power of two repeats within a body. */
    private static final int PERIOD = 251;

    private Payload() {}

    /** What stands at {@code place}, which counts from 0. */
    public static byte at(long place) {
        return (byte) (place % PERIOD);
    }

    /** A stream of {@code bytes} of it, from the beginning; needs no memory for them. */
    public static InputStream stream(long bytes) {
        return new Bytes(atLeast("bytes", 0L, bytes));
    }

    private static final class Bytes extends InputStream {
        private final long length;
        private long place;

        Bytes(long length) {
            this.length = length;
        }

        @Override
        public int read() {
            return place == length ? -1 : at(place++) & 0xff;
        }

        @Override
        public int read(byte[] to, int offset, int wanted) {
            Objects.checkFromIndexSize(offset, wanted, to.length);
            if (wanted == 0) {
                return 0;
            }
            if (place == length) {
                return -1;
            }
            int count = (int) Math.min(wanted, length - place);
            for (int i = 0; i < count; i++) {
                to[offset + i] = at(place + i);
            }
            place += count;
            return count;
        }

        @Override
        public int available() {
            return (int) Math.min(Integer.MAX_VALUE, length - place);
        }
    }
}
