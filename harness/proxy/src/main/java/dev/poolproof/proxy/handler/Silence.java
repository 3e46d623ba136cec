package dev.poolproof.proxy.handler;

import dev.poolproof.model.history.NetworkAction;
import dev.poolproof.model.history.Side;
import dev.poolproof.proxy.kernel.Discard;
import io.netty.channel.ChannelHandlerContext;
import java.util.ArrayList;
import java.util.List;

/**
 * A forgotten connection whose packets vanish. Where the kernel allows, it discards them
 * unacknowledged; elsewhere they are not read. What had arrived before is held, so that nothing is
 * lost if the hop is taken off the path.
 */
final class Silence implements Forgotten {
    private final HeldBack client;
    private final HeldBack server;
    private final List<Discard> discards = new ArrayList<>();

    /**
     * @param hop the name of the one that has forgotten
     */
    Silence(Wire wire, String hop) {
        for (Side side : Side.values()) {
            Discard discard = wire.discard(side, 1);
            if (discard != null) {
                discards.add(discard);
            }
            wire.record(NetworkAction.DROPPED, side, hop, 0);
        }
        this.client = new HeldBack(wire, Side.CLIENT);
        this.server = new HeldBack(wire, Side.SERVER);
    }

    @Override
    public void received(ChannelHandlerContext ctx, Side from, Object segment) {
        (from == Side.CLIENT ? client : server).add(segment);
    }

    @Override
    public void lift(ChannelHandlerContext ctx) {
        discards.forEach(Discard::lift);
        client.release(ctx);
        server.release(ctx);
    }
}
