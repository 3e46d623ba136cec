package dev.poolproof.proxy;

import io.netty.channel.ChannelException;
import io.netty.channel.unix.Buffer;
import io.netty.channel.unix.Socket;
import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.ByteOrder;

/**
 * A classic BPF program on a socket that makes the kernel discard every segment on arrival. Nothing
 * is acknowledged, so the peer sends again, and its keepalive or {@code TCP_USER_TIMEOUT} gives up
 * as on a real path. Linux only; since about 6.12 the kernel asks for CAP_NET_ADMIN.
 */
final class PacketFilter {
    private static final int SOL_SOCKET = 1;
    private static final int SO_ATTACH_FILTER = 26;
    private static final int SO_DETACH_FILTER = 27;

    private static final ByteBuffer DROP_ALL = dropAll();

    private PacketFilter() {}

    /**
     * Discards what arrives from now on.
     *
     * @throws IOException if the kernel does not allow it
     */
    static void attach(Socket socket) throws IOException {
        // struct sock_fprog { unsigned short len; struct sock_filter *filter; } of linux/filter.h
        ByteBuffer program = ByteBuffer.allocate(16).order(ByteOrder.nativeOrder());
        program.putShort(0, (short) 1).putLong(8, Buffer.memoryAddress(DROP_ALL));
        try {
            socket.setRawOpt(SOL_SOCKET, SO_ATTACH_FILTER, program);
        } catch (ChannelException e) {
            throw new IOException("SO_ATTACH_FILTER is refused", e);
        }
    }

    /** Lets everything in again. */
    static void detach(Socket socket) throws IOException {
        socket.setIntOpt(SOL_SOCKET, SO_DETACH_FILTER, 0);
    }

    /** {@code struct sock_filter} of BPF_RET | BPF_K with k = 0: keep 0 bytes. */
    private static ByteBuffer dropAll() {
        return ByteBuffer.allocateDirect(8)
                .order(ByteOrder.nativeOrder())
                .putShort(0, (short) 0x06);
    }
}
