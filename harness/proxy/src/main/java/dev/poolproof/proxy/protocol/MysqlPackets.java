package dev.poolproof.proxy.protocol;

/**
 * The packets of MySQL's protocol (MySQL Internals, "MySQL Packets"): three bytes of length, little
 * end first, and a sequence number. A packet of {@value #LONGEST} bytes goes on in the next.
 */
abstract class MysqlPackets extends Messages {
    static final int LONGEST = 0xffffff;

    private int length;
    private int sequence;
    private boolean continued;

    @Override
    final int headerBytes() {
        return 4;
    }

    @Override
    final long begin(byte[] header) {
        continued = length == LONGEST;
        length = lengthOf(header);
        sequence = Byte.toUnsignedInt(header[3]);
        beginPacket();
        return length;
    }

    /** A packet begins. */
    abstract void beginPacket();

    /** The length of the packet's body. */
    final int length() {
        return length;
    }

    final int sequence() {
        return sequence;
    }

    /** Whether the packet goes on with what the last one began. */
    final boolean isContinued() {
        return continued;
    }

    private static int lengthOf(byte[] header) {
        return Byte.toUnsignedInt(header[0])
                | Byte.toUnsignedInt(header[1]) << 8
                | Byte.toUnsignedInt(header[2]) << 16;
    }
}
