package dev.poolproof.proxy.handler;

import dev.poolproof.model.fault.CorruptAt;
import io.netty.buffer.ByteBuf;
import io.netty.channel.ChannelHandlerContext;

/** Applies {@link CorruptAt}. */
final class CorruptAtHandler extends StreamHandler {
    private final CorruptAt fault;
    private long passed;

    CorruptAtHandler(CorruptAt fault, Place place) {
        super(place);
        this.fault = fault;
    }

    @Override
    void received(ChannelHandlerContext ctx, Object segment) {
        if (segment instanceof ByteBuf bytes) {
            long index = fault.offset() - passed;
            passed += bytes.readableBytes();
            if (index >= 0 && index < bytes.readableBytes()) {
                int at = bytes.readerIndex() + (int) index;
                bytes.setByte(at, ~bytes.getByte(at));
                recordActed(sender(), 1, "inverted byte %d".formatted(fault.offset()));
            }
        }
        pass(ctx, segment);
    }
}
