package dev.poolproof.proxy.handler;

import dev.poolproof.model.history.Side;
import dev.poolproof.proxy.tls.TlsRecord;
import io.netty.buffer.ByteBuf;
import io.netty.channel.ChannelHandlerContext;
import org.jspecify.annotations.Nullable;

/** A fault at one byte of one record of what the application sends one way. */
abstract class TlsDataHandler extends TlsHandler {
    private int seen;
    private @Nullable TlsRecord record;
    private int offset;

    TlsDataHandler(Place place) {
        super(place);
    }

    /** Which record, from 1. */
    abstract int wanted();

    /** At which byte of its payload. */
    abstract int offsetIn(TlsRecord record);

    /**
     * The byte is the one at {@code index} of {@code bytes}; the handler now owns them.
     *
     * @param offset of the byte in the payload of {@code record}
     */
    abstract void act(
            ChannelHandlerContext ctx, ByteBuf bytes, int index, TlsRecord record, int offset);

    /** Who sends what the fault acts on. */
    final Side sender() {
        return place().sender();
    }

    @Override
    public final void payload(Side from, TlsRecord found) {
        if (isActing() && from == sender() && found.application() > 0) {
            seen++;
            if (seen == wanted()) {
                record = found;
                offset = offsetIn(found);
            }
        }
    }

    @Override
    final void scanned(ChannelHandlerContext ctx, Side from, ByteBuf bytes, long start) {
        TlsRecord here = record;
        long index = here == null ? 0 : bytes.readerIndex() + here.at() + offset - start;
        if (from == sender() && here != null && index < bytes.writerIndex()) {
            record = null;
            act(ctx, bytes, (int) index, here, offset);
        } else {
            send(ctx, from.other(), bytes);
        }
    }

    @Override
    final String state() {
        return "%s, has seen %d records of data".formatted(super.state(), seen);
    }
}
