package dev.poolproof.proxy.handler;

import dev.poolproof.model.fault.Corrupt;
import dev.poolproof.model.fault.Fault;
import io.netty.buffer.ByteBuf;
import io.netty.channel.ChannelHandlerContext;
import java.util.ArrayList;
import java.util.List;
import java.util.random.RandomGenerator;

/**
 * Applies {@link Corrupt}. Draws how many bytes stay as they are before the next one that does not,
 * so that whatever pieces the bytes come in, the same ones are hit.
 */
final class CorruptHandler extends StreamHandler {
    private static final int MOST_TOLD = 8; // of one read, so that the history stays readable

    private static final double NEVER = 0x1p60; // bytes; a stream is shorter

    private final RandomGenerator random;
    private Corrupt fault;
    private long passed;
    private long next; // counted as passed is

    CorruptHandler(Corrupt fault, Place place) {
        super(place);
        this.fault = fault;
        this.random = place.random();
        this.next = drawSpared();
    }

    @Override
    boolean become(Fault changed) {
        if (changed instanceof Corrupt other) {
            fault = other;
            next = passed + drawSpared();
            return true;
        }
        return false;
    }

    @Override
    void received(ChannelHandlerContext ctx, Object segment) {
        if (segment instanceof ByteBuf bytes) {
            corrupt(bytes);
        }
        pass(ctx, segment);
    }

    private void corrupt(ByteBuf bytes) {
        long end = passed + bytes.readableBytes();
        List<String> told = new ArrayList<>();
        int count = 0;
        while (next < end) {
            int at = bytes.readerIndex() + (int) (next - passed);
            int bit = random.nextInt(Byte.SIZE);
            bytes.setByte(at, bytes.getByte(at) ^ (1 << bit));
            count++;
            if (count <= MOST_TOLD) {
                told.add("bit %d of byte %d".formatted(bit, next));
            }
            next += 1 + drawSpared();
        }
        passed = end;
        if (count > 0) {
            String more = count > MOST_TOLD ? ", " + (count - MOST_TOLD) + " more" : "";
            recordActed(sender(), count, "flipped " + String.join(", ", told) + more);
        }
    }

    /** How many bytes pass before the next is hit: drawn from the geometric distribution. */
    private long drawSpared() {
        double spared = Math.log1p(-random.nextDouble()) / Math.log1p(-fault.rate());
        return (long) Math.min(spared, NEVER); // a rate of 1 spares none
    }
}
