package dev.poolproof.proxy.handler;

import dev.poolproof.model.history.NetworkAction;
import dev.poolproof.model.history.Side;
import io.netty.channel.ChannelHandlerContext;

/**
 * A forgotten connection that the client's next segment makes known again. What the server sends
 * before is held: a real box drops it, but the server's kernel sends it again until it arrives.
 */
final class AwaitingClient implements Forgotten {
    private final IdleDropHandler hop;
    private final HeldBack server;

    AwaitingClient(IdleDropHandler hop) {
        this.hop = hop;
        this.server = new HeldBack(hop.wire(), Side.SERVER);
        hop.wire().record(NetworkAction.DROPPED, Side.SERVER, hop.place().hop(), 0);
    }

    @Override
    public void received(ChannelHandlerContext ctx, Side from, Object segment) {
        if (from == Side.SERVER) {
            server.add(segment);
        } else {
            hop.revive(ctx);
            FaultHandler.send(ctx, Side.SERVER, segment);
        }
    }

    @Override
    public void lift(ChannelHandlerContext ctx) {
        server.release(ctx);
    }
}
