package dev.poolproof.proxy.handler;

import dev.poolproof.model.fault.Ending;
import dev.poolproof.model.fault.Fault;
import dev.poolproof.model.fault.LimitData;
import io.netty.buffer.ByteBuf;
import io.netty.channel.ChannelHandlerContext;

/** Applies {@link LimitData}. */
final class LimitDataHandler extends LastingHandler {
    private LimitData fault;
    private long passed;

    LimitDataHandler(LimitData fault, Place place) {
        super(place);
        this.fault = fault;
    }

    @Override
    void received(ChannelHandlerContext ctx, Object segment) {
        if (segment instanceof ByteBuf bytes) {
            limit(ctx, bytes);
        } else {
            pass(ctx, segment);
        }
    }

    @Override
    boolean become(Fault changed) {
        if (changed instanceof LimitData limitData) {
            fault = limitData;
            return true;
        }
        return false;
    }

    @Override
    String state() {
        return hasEnded() ? super.state() : "has let %d bytes pass".formatted(passed);
    }

    private void limit(ChannelHandlerContext ctx, ByteBuf bytes) {
        long left = Math.max(0, fault.bytes() - passed);
        if (bytes.readableBytes() < left) {
            passed += bytes.readableBytes();
            pass(ctx, bytes);
            return;
        }
        passed += left;
        if (left > 0) {
            pass(ctx, bytes.readRetainedSlice((int) left));
        }
        recordActed(sender(), 0, "ended after %d bytes".formatted(passed));
        if (bytes.isReadable()) {
            drop(sender(), bytes);
        } else {
            bytes.release();
        }
        endBoth(ctx, Ending.FIN_BOTH);
    }
}
