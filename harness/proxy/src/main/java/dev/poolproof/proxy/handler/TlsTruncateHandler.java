package dev.poolproof.proxy.handler;

import dev.poolproof.model.fault.Ending;
import dev.poolproof.model.fault.Fault;
import dev.poolproof.model.fault.TlsTruncate;
import dev.poolproof.proxy.tls.TlsRecord;
import io.netty.buffer.ByteBuf;
import io.netty.channel.ChannelHandlerContext;

/** Applies {@link TlsTruncate}. */
final class TlsTruncateHandler extends TlsDataHandler {
    private TlsTruncate fault;

    TlsTruncateHandler(TlsTruncate fault, Place place) {
        super(place);
        this.fault = fault;
    }

    @Override
    int wanted() {
        return fault.record();
    }

    @Override
    int offsetIn(TlsRecord record) {
        return record.length() / 2;
    }

    @Override
    void act(ChannelHandlerContext ctx, ByteBuf bytes, int index, TlsRecord record, int offset) {
        sendFirst(ctx, sender(), bytes, index - bytes.readerIndex());
        recordActed(
                sender(),
                bytes.readableBytes(),
                "cut at byte %d: record %d, after %d of its %d bytes"
                        .formatted(record.at() + offset, wanted(), offset, record.length()));
        drop(sender(), bytes);
        end(ctx, Ending.FIN_BOTH);
    }

    @Override
    boolean become(Fault changed) {
        if (changed instanceof TlsTruncate truncate) {
            fault = truncate;
            return true;
        }
        return false;
    }
}
