package dev.poolproof.proxy;

import dev.poolproof.model.history.Side;
import io.netty.channel.ChannelHandlerContext;

/**
 * A forgotten connection whose packets vanish. Where the kernel allows, it discards them
 * unacknowledged; elsewhere they are not read. What had arrived before is held, so that nothing is
 * lost if the hop is taken off the path.
 */
final class Silence implements Forgotten {
    private final Wire wire;
    private final HeldBack client;
    private final HeldBack server;
    private final boolean dropping;

    Silence(Wire wire) {
        this.wire = wire;
        this.dropping = wire.dropPackets();
        this.client = new HeldBack(wire, Side.CLIENT);
        this.server = new HeldBack(wire, Side.SERVER);
    }

    @Override
    public void received(ChannelHandlerContext ctx, Side from, Object segment) {
        (from == Side.CLIENT ? client : server).add(segment);
    }

    @Override
    public void lift(ChannelHandlerContext ctx) {
        if (dropping) {
            wire.heal();
        }
        client.release(ctx);
        server.release(ctx);
    }
}
