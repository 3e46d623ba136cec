package dev.poolproof.proxy.handler;

import dev.poolproof.model.fault.Fault;
import dev.poolproof.model.fault.TlsCorrupt;
import dev.poolproof.proxy.tls.TlsRecord;
import io.netty.buffer.ByteBuf;
import io.netty.channel.ChannelHandlerContext;
import java.util.random.RandomGenerator;

/** Applies {@link TlsCorrupt}. */
final class TlsCorruptHandler extends TlsDataHandler {
    private final RandomGenerator random;
    private TlsCorrupt fault;

    TlsCorruptHandler(TlsCorrupt fault, Place place) {
        super(place);
        this.fault = fault;
        this.random = place.random();
    }

    @Override
    int wanted() {
        return fault.record();
    }

    @Override
    int offsetIn(TlsRecord record) {
        return random.nextInt(record.length());
    }

    @Override
    void act(ChannelHandlerContext ctx, ByteBuf bytes, int index, TlsRecord record, int offset) {
        int bit = random.nextInt(Byte.SIZE);
        bytes.setByte(index, bytes.getByte(index) ^ 1 << bit);
        recordActed(
                sender(),
                1,
                "bit %d of byte %d flipped: record %d, byte %d of its %d"
                        .formatted(bit, record.at() + offset, wanted(), offset, record.length()));
        send(ctx, sender().other(), bytes);
    }

    @Override
    boolean become(Fault changed) {
        if (changed instanceof TlsCorrupt corrupt) {
            fault = corrupt;
            return true;
        }
        return false;
    }
}
