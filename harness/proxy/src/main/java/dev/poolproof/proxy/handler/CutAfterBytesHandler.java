package dev.poolproof.proxy.handler;

import dev.poolproof.model.fault.CutAfterBytes;
import dev.poolproof.model.fault.Fault;
import io.netty.buffer.ByteBuf;
import io.netty.channel.ChannelHandlerContext;
import io.netty.util.concurrent.Future;
import java.util.concurrent.TimeUnit;
import org.jspecify.annotations.Nullable;

/**
 * Applies {@link CutAfterBytes}. A RST makes the kernel forget what was not acknowledged yet, so it
 * waits for that.
 */
final class CutAfterBytesHandler extends StreamHandler {
    private static final int MOST_LOOKS = 1_000; // one a millisecond: a second, as documented

    private CutAfterBytes fault;
    private long passed;
    private boolean cut;
    private int looks;
    private @Nullable Future<?> nextLook;

    CutAfterBytesHandler(CutAfterBytes fault, Place place) {
        super(place);
        this.fault = fault;
    }

    @Override
    boolean become(Fault changed) {
        if (changed instanceof CutAfterBytes other) {
            fault = other;
            return true;
        }
        return false;
    }

    @Override
    void disarmed(ChannelHandlerContext ctx) {
        if (nextLook != null) {
            nextLook.cancel(false);
        }
    }

    @Override
    String state() {
        return "%d of %d bytes have passed".formatted(passed, fault.bytes());
    }

    @Override
    void received(ChannelHandlerContext ctx, Object segment) {
        if (cut) {
            drop(sender(), segment);
        } else if (segment instanceof ByteBuf bytes && bytes.readableBytes() >= left()) {
            passTheLast(ctx, bytes);
        } else {
            passed += segment instanceof ByteBuf bytes ? bytes.readableBytes() : 0;
            pass(ctx, segment);
        }
    }

    private int left() {
        return (int) Math.min(Integer.MAX_VALUE, Math.max(0, fault.bytes() - passed));
    }

    private void passTheLast(ChannelHandlerContext ctx, ByteBuf bytes) {
        cut = true;
        ByteBuf last = bytes.readRetainedSlice(left());
        passed += last.readableBytes();
        passNow(ctx, last);
        drop(sender(), bytes);
        recordActed(sender(), passed, "cut after %d bytes".formatted(passed));
        endWhenDelivered(ctx);
    }

    private void endWhenDelivered(ChannelHandlerContext ctx) {
        boolean waits =
                Endings.towards(receiver(), fault.then()) == Signal.RST
                        && looks < MOST_LOOKS
                        && !wire().isDelivered(receiver());
        if (waits) {
            looks++;
            nextLook =
                    ctx.executor().schedule(() -> endWhenDelivered(ctx), 1, TimeUnit.MILLISECONDS);
        } else {
            end(ctx, fault.then());
        }
    }
}
