package dev.poolproof.proxy.kernel;

import io.netty.channel.ChannelException;
import io.netty.channel.unix.Buffer;
import io.netty.channel.unix.Socket;
import java.io.IOException;
import java.lang.System.Logger.Level;
import java.nio.ByteBuffer;
import java.nio.ByteOrder;

/**
 * A classic BPF program on a socket that makes the kernel discard segments on arrival, all or a
 * share. They are not acknowledged, so the peer sends again, and its keepalive or {@code
 * TCP_USER_TIMEOUT} gives up as on a real path. On a listening socket it discards SYNs. Linux only;
 * since about 6.12 the kernel asks for CAP_NET_ADMIN.
 */
public final class PacketFilter {
    private static final System.Logger LOG = System.getLogger(PacketFilter.class.getName());
    private static final int SOL_SOCKET = 1;
    private static final int SO_ATTACH_FILTER = 26;
    private static final int SO_DETACH_FILTER = 27;
    private static final int SO_MEMINFO = 55; // Linux 4.12
    private static final int MEMINFO_BYTES = 36;
    private static final int MEMINFO_DROPS = 32;

    private static final int INSTRUCTION_BYTES = 8; // struct sock_filter of linux/filter.h
    private static final int LOAD_WORD = 0x20; // BPF_LD | BPF_W | BPF_ABS
    private static final int RANDOM = -0x1000 + 56; // SKF_AD_OFF + SKF_AD_RANDOM, Linux 3.15
    private static final int JUMP_IF_NOT_BELOW = 0x35; // BPF_JMP | BPF_JGE | BPF_K, unsigned
    private static final int RETURN = 0x06; // BPF_RET | BPF_K: how many bytes to keep
    private static final double ALL_NUMBERS = 0x1p32;

    private PacketFilter() {}

    /**
     * Discards {@code share} of what arrives from now on, instead of what was discarded before.
     *
     * @param share above 0, at most 1
     * @throws IOException if the kernel does not allow it
     */
    public static void attach(Socket socket, double share) throws IOException {
        ByteBuffer instructions = share < 1 ? discard(share) : discardAll();
        // struct sock_fprog { unsigned short len; struct sock_filter *filter; }
        ByteBuffer program = ByteBuffer.allocate(16).order(ByteOrder.nativeOrder());
        program.putShort(0, (short) (instructions.capacity() / INSTRUCTION_BYTES))
                .putLong(8, Buffer.memoryAddress(instructions));
        try {
            socket.setRawOpt(SOL_SOCKET, SO_ATTACH_FILTER, program);
        } catch (ChannelException e) {
            throw new IOException("SO_ATTACH_FILTER is refused", e);
        }
    }

    /** Lets everything in again. */
    public static void detach(Socket socket) throws IOException {
        socket.setIntOpt(SOL_SOCKET, SO_DETACH_FILTER, 0);
    }

    /**
     * Packets that the kernel has thrown away on this socket: by a filter, or as it knew them
     * already. 0 if it does not tell.
     */
    static long dropped(Socket socket) {
        ByteBuffer counters =
                ByteBuffer.allocateDirect(MEMINFO_BYTES).order(ByteOrder.nativeOrder());
        try {
            socket.getRawOpt(SOL_SOCKET, SO_MEMINFO, counters);
            return Integer.toUnsignedLong(counters.getInt(MEMINFO_DROPS));
        } catch (IOException | ChannelException e) {
            LOG.log(Level.DEBUG, () -> "SO_MEMINFO cannot be read", e); // the filter works without
            return 0;
        }
    }

    private static ByteBuffer discardAll() {
        return put(instructions(1), RETURN, 0, 0);
    }

    private static ByteBuffer discard(double share) {
        int threshold = (int) (long) (share * ALL_NUMBERS);
        ByteBuffer program = instructions(4);
        put(program, LOAD_WORD, 0, RANDOM);
        put(program, JUMP_IF_NOT_BELOW, 1, threshold); // over the next
        put(program, RETURN, 0, 0);
        return put(program, RETURN, 0, -1);
    }

    private static ByteBuffer instructions(int count) {
        return ByteBuffer.allocateDirect(count * INSTRUCTION_BYTES).order(ByteOrder.nativeOrder());
    }

    private static ByteBuffer put(ByteBuffer program, int code, int jumpIfTrue, int value) {
        return program.putShort((short) code).put((byte) jumpIfTrue).put((byte) 0).putInt(value);
    }
}
