package dev.poolproof.proxy.handler;

import dev.poolproof.model.fault.PacketLoss;
import dev.poolproof.model.history.NetworkAction;
import io.netty.channel.ChannelHandlerContext;

/** Applies {@link PacketLoss}. */
final class PacketLossHandler extends DiscardHandler {
    private final PacketLoss fault;

    PacketLossHandler(PacketLoss fault, Place place) {
        super(place);
        this.fault = fault;
    }

    @Override
    void armed(ChannelHandlerContext ctx) {
        if (!discard(ctx, fault.percent() / 100)) {
            wire().record(
                            NetworkAction.UNABLE,
                            sender(),
                            place().hop(),
                            0,
                            "packets cannot be lost: the kernel takes no filter here");
        }
    }

    @Override
    void disarmed(ChannelHandlerContext ctx) {
        lift();
    }

    @Override
    void received(ChannelHandlerContext ctx, Object segment) {
        pass(ctx, segment);
    }
}
