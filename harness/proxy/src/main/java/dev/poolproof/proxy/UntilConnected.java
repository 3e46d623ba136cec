package dev.poolproof.proxy;

import io.netty.channel.ChannelDuplexHandler;
import io.netty.channel.ChannelHandlerContext;
import io.netty.channel.ChannelPromise;
import io.netty.channel.PendingWriteQueue;
import java.nio.channels.ClosedChannelException;
import java.nio.channels.NotYetConnectedException;
import org.jspecify.annotations.Nullable;

/**
 * Keeps what the client sends until the connection to the server is made. The bytes count for the
 * socket's writability, so the client is soon not read any more.
 */
@SuppressWarnings("FutureReturnValueIgnored") // the pipeline reports what fails
final class UntilConnected extends ChannelDuplexHandler {
    private @Nullable PendingWriteQueue kept;

    @Override
    public void handlerAdded(ChannelHandlerContext ctx) {
        kept = new PendingWriteQueue(ctx);
    }

    @Override
    public void write(ChannelHandlerContext ctx, Object message, ChannelPromise promise) {
        if (kept == null) {
            ctx.write(message, promise);
        } else {
            kept.add(message, promise);
        }
    }

    @Override
    public void channelActive(ChannelHandlerContext ctx) {
        if (kept != null) {
            PendingWriteQueue writes = kept;
            kept = null;
            writes.removeAndWriteAll();
            ctx.flush();
        }
        ctx.pipeline().remove(this);
        ctx.fireChannelActive();
    }

    /**
     * A socket that is in epoll before it begins to connect may be told as hung up, and is read
     * then: that says nothing of the connection.
     */
    @Override
    public void exceptionCaught(ChannelHandlerContext ctx, Throwable cause) {
        if (!(cause instanceof NotYetConnectedException)) {
            ctx.fireExceptionCaught(cause);
        }
    }

    @Override
    public void handlerRemoved(ChannelHandlerContext ctx) {
        if (kept != null) {
            kept.removeAndFailAll(new ClosedChannelException());
        }
    }
}
