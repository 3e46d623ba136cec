package dev.poolproof.proxy.handler;

import dev.poolproof.model.Names;
import dev.poolproof.model.fault.TlsMismatch;
import dev.poolproof.model.fault.TlsOffer;
import dev.poolproof.model.fault.TlsStep;
import dev.poolproof.model.history.NetworkAction;
import dev.poolproof.model.history.Side;
import dev.poolproof.proxy.tls.TlsHello;
import dev.poolproof.proxy.tls.TlsRecord;
import io.netty.buffer.ByteBuf;
import io.netty.channel.ChannelHandlerContext;
import org.jspecify.annotations.Nullable;

/** Applies {@link TlsMismatch}; holds the ClientHello's record until it is there whole. */
final class TlsMismatchHandler extends TlsHandler {
    private static final int SSL_3_0 = 0x0300;

    /** OpenSSL takes SSL 3.0 beside a list of versions for a mistake, and looks no further. */
    private static final int TLS_1_0 = 0x0301;

    private static final int NO_SUITE = 0x0A0A; // reserved for what a server must not know

    private final TlsMismatch fault;
    private boolean missed;
    private @Nullable ByteBuf held;
    private long heldFrom = -1;
    private @Nullable TlsRecord hello;

    TlsMismatchHandler(TlsMismatch fault, Place place) {
        super(place);
        this.fault = fault;
    }

    @Override
    public void step(TlsStep step, long at) {
        if (step == TlsStep.CLIENT_HELLO && isActing()) {
            heldFrom = at;
        } else if (step == TlsStep.CLIENT_HELLO) {
            missed = true;
        }
    }

    @Override
    public void payload(Side from, TlsRecord record) {
        if (heldFrom >= 0 && hello == null && from == Side.CLIENT) {
            hello = record;
        }
    }

    @Override
    @Nullable String unseen() {
        return missed || scanner().isLate()
                ? "there is no client-hello left to come"
                : super.unseen();
    }

    @Override
    void scanned(ChannelHandlerContext ctx, Side from, ByteBuf bytes, long start) {
        if (from == Side.SERVER || heldFrom < 0) {
            send(ctx, from.other(), bytes);
            return;
        }
        if (held == null) {
            sendFirst(ctx, from, bytes, heldFrom - start);
            held = ctx.alloc().buffer(bytes.readableBytes());
        }
        held.writeBytes(bytes);
        bytes.release();
        if (hello != null && scanner().position(from) >= hello.at() + hello.length()) {
            rewrite(held.slice((int) (hello.at() - heldFrom), hello.length()));
            release(ctx);
        } else if (!scanner().isInStep(from)) {
            release(ctx);
        }
    }

    @Override
    void signal(ChannelHandlerContext ctx, Side from, Object signal) {
        if (from == Side.CLIENT) {
            release(ctx);
        }
        super.signal(ctx, from, signal);
    }

    @Override
    void disarmed(ChannelHandlerContext ctx) {
        release(ctx);
        flush(ctx, Side.SERVER);
    }

    private void release(ChannelHandlerContext ctx) {
        ByteBuf last = held;
        held = null;
        heldFrom = -1;
        if (last != null && ctx.channel().isOpen()) {
            send(ctx, Side.SERVER, last);
        } else if (last != null) {
            last.release();
        }
    }

    private void rewrite(ByteBuf payload) {
        TlsHello parts = TlsHello.ofClient(payload);
        if (parts == null) {
            wire().record(
                            NetworkAction.UNSEEN,
                            null,
                            place().hop(),
                            0,
                            "the ClientHello is not whole in its record");
            return;
        }
        if (fault.what() == TlsOffer.CIPHER) {
            fill(payload, parts.suitesAt(), parts.suites(), NO_SUITE);
        } else {
            fill(payload, parts.versionAt(), 1, parts.versions() == 0 ? SSL_3_0 : TLS_1_0);
            fill(payload, parts.versionsAt(), parts.versions(), SSL_3_0);
        }
        recordActed(
                Side.CLIENT,
                payload.readableBytes(),
                "offers of %s in the ClientHello replaced".formatted(Names.of(fault.what())));
    }

    private static void fill(ByteBuf payload, int at, int count, int value) {
        for (int i = 0; i < count; i++) {
            payload.setShort(at + 2 * i, value);
        }
    }
}
