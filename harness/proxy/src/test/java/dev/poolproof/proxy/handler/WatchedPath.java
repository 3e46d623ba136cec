package dev.poolproof.proxy.handler;

import dev.poolproof.model.fault.Hop;
import dev.poolproof.model.history.Side;
import dev.poolproof.proxy.protocol.ProtocolWatch;
import io.netty.buffer.ByteBuf;
import io.netty.buffer.Unpooled;
import io.netty.channel.ChannelHandlerContext;
import io.netty.channel.ChannelInboundHandlerAdapter;
import io.netty.channel.embedded.EmbeddedChannel;
import java.util.List;
import java.util.function.Supplier;
import org.jspecify.annotations.Nullable;

/** Both pipelines of a connection, tapped as hops want it, on channels without sockets. */
final class WatchedPath implements AutoCloseable {
    final RecordingWire wire = new RecordingWire();
    private final EmbeddedChannel client = new EmbeddedChannel(new ChannelInboundHandlerAdapter());
    private final EmbeddedChannel server =
            new EmbeddedChannel(new ChannelInboundHandlerAdapter(), new ToClient());
    private final Stations stations = new Stations(new FaultHandlers(), wire);
    private final Moments moments = new Moments(wire, stations);

    /** A path that is watched from the connection's start. */
    WatchedPath(Hop... hops) {
        this(ProtocolWatch.ofFresh(), hops);
    }

    WatchedPath(ProtocolWatch watch, Hop... hops) {
        change(watch, hops);
    }

    void change(ProtocolWatch watch, Hop... hops) {
        moments.watchFor(List.of(hops), watch);
        moments.tap(Side.SERVER, server.pipeline(), server.pipeline().firstContext());
        stations.change(
                client.pipeline(),
                moments.tap(Side.CLIENT, client.pipeline(), client.pipeline().firstContext()),
                List.of(hops));
        moments.tellUnseen();
    }

    /** Whether either socket is tapped. */
    boolean isTapped() {
        return client.pipeline().get(MomentTap.class) != null
                || server.pipeline().get(MomentTap.class) != null;
    }

    void sends(Side from, ByteBuf read) {
        (from == Side.CLIENT ? client : server).writeInbound(read);
    }

    void clientSends(byte[]... messages) {
        sends(Side.CLIENT, Unpooled.wrappedBuffer(messages));
    }

    void serverSends(byte[]... messages) {
        sends(Side.SERVER, Unpooled.wrappedBuffer(messages));
    }

    /** All bytes that have come out at the server's end since the last call. */
    byte[] serverGot() {
        return drain(client::readInbound);
    }

    /** All bytes that have come out at the client's end since the last call. */
    byte[] clientGot() {
        return drain(client::readOutbound);
    }

    @Override
    public void close() {
        client.finishAndReleaseAll();
        server.finishAndReleaseAll();
    }

    private static byte[] drain(Supplier<@Nullable Object> queue) {
        ByteBuf all = Unpooled.buffer();
        for (Object next = queue.get(); next != null; next = queue.get()) {
            if (next instanceof ByteBuf bytes) {
                all.writeBytes(bytes);
                bytes.release();
            }
        }
        byte[] drained = new byte[all.readableBytes()];
        all.readBytes(drained);
        return drained;
    }

    /** Stands for the relay from the server's socket. */
    private final class ToClient extends ChannelInboundHandlerAdapter {
        @Override
        public void channelRead(ChannelHandlerContext ctx, Object segment) {
            client.writeOutbound(segment);
        }
    }
}
