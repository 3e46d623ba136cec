package dev.poolproof.proxy.handler;

import dev.poolproof.model.history.Side;
import io.netty.channel.ChannelHandlerContext;
import java.util.Set;

/** A forgotten connection whose senders are told so by RST, each on its own next segment. */
final class AnsweredWithReset implements Forgotten {
    private final IdleDropHandler hop;
    private final Set<Side> told;

    AnsweredWithReset(IdleDropHandler hop, Set<Side> told) {
        this.hop = hop;
        this.told = told;
    }

    @Override
    public void received(ChannelHandlerContext ctx, Side from, Object segment) {
        hop.drop(from, segment);
        // RFC 9293, 3.10.7.1: a RST is never answered by a RST.
        if (segment != Signal.RST && told.contains(from)) {
            FaultHandler.send(ctx, from, Signal.RST);
        }
    }

    @Override
    public void lift(ChannelHandlerContext ctx) {}
}
