package dev.poolproof.proxy.handler;

import dev.poolproof.model.Names;
import dev.poolproof.model.fault.TlsAlert;
import dev.poolproof.model.history.Side;
import dev.poolproof.proxy.tls.TlsRecord;
import io.netty.buffer.ByteBuf;
import io.netty.buffer.Unpooled;
import io.netty.channel.ChannelHandlerContext;

/** Applies {@link TlsAlert}: at once if the sender is between two records, else at its next. */
final class TlsAlertHandler extends TlsHandler {
    private final TlsAlert fault;
    private boolean sent;
    private long boundary = -1;

    TlsAlertHandler(TlsAlert fault, Place place) {
        super(place);
        this.fault = fault;
    }

    @Override
    void armed(ChannelHandlerContext ctx) {
        super.armed(ctx);
        Side sender = place().sender();
        if (scanner().isBetweenRecords(sender)) {
            sendAlert(ctx, scanner().position(sender));
            flush(ctx, sender.other());
        }
    }

    @Override
    public void begins(Side from, long at) {
        if (isActing() && !sent && boundary < 0 && from == place().sender()) {
            boundary = at;
        }
    }

    @Override
    void scanned(ChannelHandlerContext ctx, Side from, ByteBuf bytes, long start) {
        if (from == place().sender() && boundary >= 0 && !sent) {
            sendFirst(ctx, from, bytes, boundary - start);
            sendAlert(ctx, boundary);
        }
        sendRest(ctx, from, bytes);
    }

    @Override
    String state() {
        return sent ? "has sent its alert" : super.state();
    }

    private void sendAlert(ChannelHandlerContext ctx, long at) {
        sent = true;
        byte[] alert = {
            TlsRecord.ALERT,
            3,
            3,
            0,
            2,
            (byte) fault.level().code(),
            (byte) fault.description().code()
        };
        recordActed(
                place().sender(),
                alert.length,
                "alert %s %s put in at byte %d"
                        .formatted(Names.of(fault.level()), Names.of(fault.description()), at));
        send(ctx, place().sender().other(), Unpooled.wrappedBuffer(alert));
    }
}
