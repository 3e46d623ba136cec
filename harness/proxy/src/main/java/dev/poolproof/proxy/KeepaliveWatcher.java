package dev.poolproof.proxy;

import dev.poolproof.model.history.NetworkAction;
import dev.poolproof.model.history.Side;
import dev.poolproof.proxy.handler.Signal;
import dev.poolproof.proxy.handler.Wire;
import dev.poolproof.proxy.kernel.TcpInfo;
import io.netty.channel.Channel;
import io.netty.channel.ChannelHandlerContext;
import io.netty.channel.ChannelInboundHandlerAdapter;
import io.netty.channel.epoll.EpollSocketChannel;
import io.netty.channel.unix.Socket;
import io.netty.util.concurrent.Future;
import java.io.IOException;
import java.lang.System.Logger.Level;
import java.time.Duration;
import java.util.concurrent.TimeUnit;
import org.jspecify.annotations.Nullable;

/**
 * Sees TCP keepalive probes of a socket's peer, which no reader of the socket ever does, and passes
 * them on as {@link Signal#KEEPALIVE}.
 *
 * <p>A probe is a segment without data that no other cause explains. The kernel counts all segments
 * in, so of those between two looks all others are ruled out: data (its own counter moved), the
 * acknowledgement of our data (we had some unacknowledged, or more bytes are acknowledged now), an
 * answer to a retransmission, a FIN (counts as a byte received), a window update (the window is
 * another). When any of these happened, a probe between the same two looks goes unseen; then bytes
 * have passed a moment ago, and the idle time counts from those.
 */
final class KeepaliveWatcher extends ChannelInboundHandlerAdapter {
    private static final System.Logger LOG = System.getLogger(KeepaliveWatcher.class.getName());

    /**
     * Watchers of an event loop look in so many groups, not each for itself: to wake up costs more
     * than to look. More groups would wake it up oftener, fewer would keep it busy for longer.
     */
    private static final int SLOTS = 32;

    private final Side side;
    private final Wire wire;
    private final long everyNanos;
    private @Nullable ChannelHandlerContext ctx;
    private @Nullable Socket socket;
    private @Nullable Future<?> next;

    private int segmentsIn;
    private int dataSegmentsIn;
    private int retransmitted;
    private int sendWindow;
    private int state;
    private long bytesReceived;
    private long bytesAcknowledged;
    private boolean outstanding = true; // nothing is known before the first look

    KeepaliveWatcher(Side side, Wire wire, Duration every) {
        this.side = side;
        this.wire = wire;
        this.everyNanos = every.toNanos();
    }

    @Override
    public void handlerAdded(ChannelHandlerContext ctx) {
        this.ctx = ctx;
        if (ctx.channel().isActive()) {
            start(ctx);
        }
    }

    @Override
    public void channelActive(ChannelHandlerContext ctx) {
        start(ctx);
        ctx.fireChannelActive();
    }

    @Override
    public void handlerRemoved(ChannelHandlerContext ctx) {
        if (next != null) {
            next.cancel(false);
        }
        socket = null;
    }

    /** The socket's channel; null as long as the watcher is in no pipeline. */
    @Nullable Channel channel() {
        return ctx == null ? null : ctx.channel();
    }

    /** Looks now; a probe found has gone along the path when this returns. */
    void look() {
        if (ctx == null || socket == null || !ctx.channel().isOpen()) {
            return;
        }
        try {
            if (sawProbe(TcpInfo.of(socket))) {
                wire.record(NetworkAction.KEEPALIVE_SEEN, side, null, 0);
                ctx.fireChannelRead(Signal.KEEPALIVE);
            }
        } catch (IOException e) {
            // The socket broke this moment; its own read reports that.
            LOG.log(Level.DEBUG, () -> "TCP_INFO of " + channel(), e);
        }
    }

    private void start(ChannelHandlerContext ctx) {
        if (socket == null && ctx.channel() instanceof EpollSocketChannel channel) {
            socket = new Socket(channel.fd().intValue());
            look(); // what there is so far tells of nothing
            long slotNanos = everyNanos / SLOTS + 1;
            next =
                    ctx.executor()
                            .scheduleAtFixedRate(
                                    this::look,
                                    slotNanos - ctx.executor().ticker().nanoTime() % slotNanos,
                                    everyNanos / slotNanos * slotNanos,
                                    TimeUnit.NANOSECONDS);
        }
    }

    private boolean sawProbe(TcpInfo info) {
        boolean nowOutstanding = info.unacknowledged() != 0 || info.bytesNotSent() != 0;
        boolean probe =
                info.segmentsIn() != segmentsIn
                        && info.dataSegmentsIn() == dataSegmentsIn
                        && info.bytesReceived() == bytesReceived
                        && info.bytesAcknowledged() == bytesAcknowledged
                        && info.retransmitted() == retransmitted
                        && info.sendWindow() == sendWindow
                        && info.state() == state
                        && !outstanding
                        && !nowOutstanding;
        segmentsIn = info.segmentsIn();
        dataSegmentsIn = info.dataSegmentsIn();
        bytesReceived = info.bytesReceived();
        bytesAcknowledged = info.bytesAcknowledged();
        retransmitted = info.retransmitted();
        sendWindow = info.sendWindow();
        state = info.state();
        outstanding = nowOutstanding;
        return probe;
    }
}
