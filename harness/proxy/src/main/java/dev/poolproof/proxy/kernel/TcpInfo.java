package dev.poolproof.proxy.kernel;

import io.netty.channel.ChannelException;
import io.netty.channel.unix.Socket;
import io.netty.util.concurrent.FastThreadLocal;
import java.io.IOException;
import java.lang.System.Logger.Level;
import java.nio.ByteBuffer;
import java.nio.ByteOrder;

/**
 * What the kernel counts on a TCP socket: {@code struct tcp_info} of {@code linux/tcp.h}. An older
 * kernel fills in less; the rest reads as 0.
 */
public final class TcpInfo {
    private static final System.Logger LOG = System.getLogger(TcpInfo.class.getName());
    private static final int IPPROTO_TCP = 6;
    private static final int TCP_INFO = 11;
    private static final int LENGTH = 232; // up to tcpi_snd_wnd, Linux 5.4

    private static final FastThreadLocal<TcpInfo> OF_THREAD =
            new FastThreadLocal<>() {
                @Override
                protected TcpInfo initialValue() {
                    return new TcpInfo();
                }
            };

    private final ByteBuffer fields =
            ByteBuffer.allocateDirect(LENGTH).order(ByteOrder.nativeOrder());

    private TcpInfo() {}

    /** What holds for {@code socket} now; overwritten by the next call on the same thread. */
    public static TcpInfo of(Socket socket) throws IOException {
        TcpInfo info = OF_THREAD.get();
        info.fields.clear();
        try {
            socket.getRawOpt(IPPROTO_TCP, TCP_INFO, info.fields);
        } catch (ChannelException e) {
            throw new IOException("TCP_INFO is refused", e);
        }
        return info;
    }

    /** Whether the peer has acknowledged all that was written; true for a broken socket. */
    public static boolean isAllAcknowledged(Socket socket) {
        try {
            TcpInfo info = of(socket);
            return info.unacknowledged() == 0 && info.bytesNotSent() == 0;
        } catch (IOException e) {
            LOG.log(Level.DEBUG, () -> "TCP_INFO of " + socket, e);
            return true;
        }
    }

    public int state() {
        return fields.get(0);
    }

    /** Segments sent and not acknowledged. */
    public int unacknowledged() {
        return fields.getInt(24);
    }

    public int retransmitted() {
        return fields.getInt(100);
    }

    /** Bytes sent and acknowledged. */
    public long bytesAcknowledged() {
        return fields.getLong(120);
    }

    /** Bytes received in order; a FIN counts as one. */
    public long bytesReceived() {
        return fields.getLong(128);
    }

    public int segmentsIn() {
        return fields.getInt(140);
    }

    public int bytesNotSent() {
        return fields.getInt(144);
    }

    /** Segments received that carried data, repeated ones too. */
    public int dataSegmentsIn() {
        return fields.getInt(152);
    }

    /** The peer's receive window in bytes, as it announced it last. */
    public int sendWindow() {
        return fields.getInt(228);
    }
}
