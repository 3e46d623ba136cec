package dev.poolproof.proxy;

import dev.poolproof.model.history.NetworkAction;
import dev.poolproof.model.history.Side;
import dev.poolproof.proxy.handler.Signal;
import dev.poolproof.proxy.handler.Wire;
import dev.poolproof.proxy.kernel.TcpInfo;
import io.netty.buffer.ByteBuf;
import io.netty.buffer.Unpooled;
import io.netty.channel.Channel;
import io.netty.channel.ChannelDuplexHandler;
import io.netty.channel.ChannelHandlerContext;
import io.netty.channel.ChannelOption;
import io.netty.channel.ChannelOutboundBuffer;
import io.netty.channel.ChannelPromise;
import io.netty.channel.epoll.EpollSocketChannel;
import io.netty.channel.socket.ChannelInputShutdownEvent;
import io.netty.channel.socket.ChannelInputShutdownReadComplete;
import io.netty.channel.socket.SocketChannel;
import io.netty.channel.unix.Socket;
import io.netty.util.ReferenceCountUtil;
import io.netty.util.concurrent.Future;
import java.io.IOException;
import java.lang.System.Logger.Level;
import org.jspecify.annotations.Nullable;

/**
 * The end of a path at one socket: turns what the socket does into {@link Signal}s, and signals
 * into what the socket does. A RST is sent by closing with {@code SO_LINGER} 0, set at that moment;
 * a FIN by shutting the output down once all bytes before it are in the kernel.
 */
@SuppressWarnings("FutureReturnValueIgnored") // the pipeline reports what fails
final class SocketEnd extends ChannelDuplexHandler {
    private static final System.Logger LOG = System.getLogger(SocketEnd.class.getName());

    private final Side side;
    private final ProxiedConnection connection;
    private final Splice splice = new Splice(this);
    private @Nullable ChannelHandlerContext ctx;
    private int pauses;
    private boolean inputEnded; // the peer's FIN was passed on
    private boolean outputEnded; // a FIN is to be sent to the peer
    private boolean outputFinished; // and it was
    private boolean over; // the socket is closed, or about to be

    SocketEnd(Side side, ProxiedConnection connection) {
        this.side = side;
        this.connection = connection;
    }

    /** The socket; null as long as none was made. */
    @Nullable Channel channel() {
        return ctx == null ? null : ctx.channel();
    }

    Splice splice() {
        return splice;
    }

    /** Whether the socket exists and is not closed. */
    boolean isOpen() {
        return ctx != null && ctx.channel().isOpen();
    }

    /** Whether there may be something to read. */
    boolean hasInput() {
        return ctx != null && ctx.channel().isActive() && !inputEnded && !over;
    }

    /** Whether bytes written now would pile up here. */
    boolean isCongested() {
        return isOpen() && !outputEnded && ctx != null && !ctx.channel().isWritable();
    }

    /** As {@link Wire#isDelivered}. */
    boolean isDelivered() {
        if (ctx == null || !ctx.channel().isActive()) {
            return false;
        }
        ChannelOutboundBuffer unwritten = ctx.channel().unsafe().outboundBuffer();
        return (unwritten == null || unwritten.isEmpty())
                && (!(ctx.channel() instanceof EpollSocketChannel epoll)
                        || TcpInfo.isAllAcknowledged(new Socket(epoll.fd().intValue())));
    }

    /** As {@link Wire#pause}. */
    void pause() {
        pauses++;
        hold();
    }

    /** As {@link Wire#resume}. */
    void resume() {
        pauses--;
        connection.readOn(side);
    }

    /** Reads on, if there may be input and nobody has paused it. */
    void read() {
        if (pauses > 0) {
            hold();
        } else if (ctx != null && hasInput() && !splice.begin()) {
            if (splice.hasRun()) {
                // Once it has spliced, Netty takes back what is asked for while it ends a read
                // (4.2.18).
                ctx.channel().config().setAutoRead(true);
            } else {
                ctx.channel().read();
            }
        }
    }

    /** Reads no more until {@link #read}. */
    void hold() {
        if (ctx != null && splice.hasRun() && !splice.isRunning()) {
            ctx.channel().config().setAutoRead(false);
        }
    }

    /** As {@link ProxiedConnection#readOn}. */
    void readOn() {
        connection.readOn(side);
    }

    /** Sends {@code segment} to the peer, unless the socket is closed. */
    void send(Object segment) {
        if (ctx != null && ctx.channel().isOpen()) {
            ctx.channel().writeAndFlush(segment);
        } else {
            ReferenceCountUtil.release(segment);
        }
    }

    /** Notes bytes received from the peer. */
    void received(int bytes) {
        connection.volume().received(side, bytes);
        connection.record(NetworkAction.BYTES, side, null, bytes);
    }

    /** Notes bytes received from the peer that have gone to the other inside the kernel. */
    void spliced(int bytes) {
        received(bytes);
        connection.volume().sent(side.other(), bytes);
    }

    /** Breaks the connection with RST, whatever else is under way. */
    void reset() {
        if (ctx == null || over || !ctx.channel().isOpen()) {
            return;
        }
        over = true;
        if (ctx.channel().isActive()) {
            connection.record(NetworkAction.RST_SENT, side, null, 0);
        }
        ctx.channel().config().setOption(ChannelOption.SO_LINGER, 0);
        ctx.close();
    }

    /** Closes as a process does that ends: FIN, or RST if bytes of the peer were left unread. */
    void close() {
        if (ctx == null || over || !ctx.channel().isOpen()) {
            return;
        }
        over = true;
        if (ctx.channel().isActive()) {
            connection.record(NetworkAction.FIN_SENT, side, null, 0);
        }
        ctx.close();
    }

    /** The peer has broken the connection. */
    void broken() {
        if (ctx == null || over) {
            return;
        }
        over = true;
        connection.record(NetworkAction.RST_RECEIVED, side, null, 0);
        ctx.fireChannelRead(Signal.RST);
        ctx.close();
    }

    @Override
    public void handlerAdded(ChannelHandlerContext ctx) {
        this.ctx = ctx;
    }

    @Override
    public void channelRead(ChannelHandlerContext ctx, Object message) {
        received(((ByteBuf) message).readableBytes());
        ctx.fireChannelRead(message);
    }

    @Override
    public void userEventTriggered(ChannelHandlerContext ctx, Object event) {
        if (event == ChannelInputShutdownEvent.INSTANCE && splice.isRunning()) {
            splice.finish(); // bytes may be left, and the other event follows them
        } else if ((event == ChannelInputShutdownEvent.INSTANCE
                        || event == ChannelInputShutdownReadComplete.INSTANCE)
                && !inputEnded
                && !over) {
            inputEnded = true;
            connection.record(NetworkAction.FIN_RECEIVED, side, null, 0);
            ctx.fireChannelRead(Signal.FIN);
            closeIfBothEnded();
        }
    }

    @Override
    public void exceptionCaught(ChannelHandlerContext ctx, Throwable cause) {
        if (cause instanceof IOException) {
            broken();
        } else {
            LOG.log(
                    Level.ERROR,
                    () -> "the proxy itself failed on " + ctx.channel() + ", which is reset",
                    cause);
            ctx.fireChannelRead(Signal.RST);
            reset();
        }
    }

    /** A socket that is closed by none of us has met the peer's RST in a write. */
    @Override
    public void channelInactive(ChannelHandlerContext ctx) {
        broken();
        ctx.fireChannelInactive();
    }

    @Override
    public void write(ChannelHandlerContext ctx, Object message, ChannelPromise promise) {
        if (message instanceof ByteBuf bytes && !outputEnded && !over) {
            int count = bytes.readableBytes();
            promise.addListener(
                    written -> {
                        if (written.isSuccess()) {
                            connection.volume().sent(side, count);
                        }
                    });
            ctx.write(bytes, promise);
            return;
        }
        ReferenceCountUtil.release(message); // bytes after our FIN have no way to go
        promise.trySuccess();
        if (message == Signal.RST) {
            reset();
        } else if (message == Signal.FIN && !outputEnded && !over) {
            outputEnded = true;
            ctx.writeAndFlush(Unpooled.EMPTY_BUFFER).addListener(this::allWritten);
        }
    }

    /** All bytes before the FIN are in the kernel, unless the socket broke. */
    private void allWritten(Future<? super Void> written) {
        if (ctx != null && !over && written.isSuccess()) {
            if (!inputEnded) { // else the socket is closed at once, which sends the same FIN
                ((SocketChannel) ctx.channel()).shutdownOutput();
            }
            connection.record(NetworkAction.FIN_SENT, side, null, 0);
            outputFinished = true;
            closeIfBothEnded();
        }
    }

    private void closeIfBothEnded() {
        if (ctx != null && inputEnded && outputFinished && !over) {
            over = true;
            ctx.close();
        }
    }
}
