package dev.poolproof.proxy.handler;

import dev.poolproof.model.Names;
import dev.poolproof.model.fault.TlsHandshakeCut;
import dev.poolproof.model.fault.TlsStep;
import dev.poolproof.model.history.Side;
import io.netty.buffer.ByteBuf;
import io.netty.channel.ChannelHandlerContext;
import org.jspecify.annotations.Nullable;

/** Applies {@link TlsHandshakeCut}. */
final class TlsHandshakeCutHandler extends TlsHandler {
    private final TlsHandshakeCut fault;
    private boolean asked;
    private boolean missed;
    private long cut = -1;

    TlsHandshakeCutHandler(TlsHandshakeCut fault, Place place) {
        super(place);
        this.fault = fault;
    }

    @Override
    public void step(TlsStep step, long at) {
        asked |= step == TlsStep.SSL_REQUEST;
        boolean never = fault.at() == TlsStep.SSL_REQUEST && !asked;
        if (step == fault.at() && isActing()) {
            cut = at;
        } else if (step == fault.at() || never) {
            missed = true;
        }
    }

    @Override
    @Nullable String unseen() {
        return missed || scanner().isLate()
                ? "there is no %s left to come".formatted(Names.of(fault.at()))
                : super.unseen();
    }

    @Override
    void scanned(ChannelHandlerContext ctx, Side from, ByteBuf bytes, long start) {
        if (cut < 0) {
            send(ctx, from.other(), bytes);
            return;
        }
        sendFirst(ctx, from, bytes, cut - start);
        recordActed(
                from,
                bytes.readableBytes(),
                "cut at %s, byte %d".formatted(Names.of(fault.at()), Math.max(cut, start)));
        drop(from, bytes);
        end(ctx, fault.then());
    }
}
