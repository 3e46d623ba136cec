package dev.poolproof.proxy;

import dev.poolproof.proxy.protocol.MysqlCapabilities;
import io.netty.buffer.ByteBuf;
import io.netty.buffer.Unpooled;
import io.netty.channel.ChannelHandlerContext;
import io.netty.channel.ChannelInboundHandlerAdapter;
import java.nio.charset.StandardCharsets;

/**
 * Applies a {@link Rewriting} to what one client sends: to the statements of COM_QUERY, which are
 * kept until they have come whole, however reads are cut. Packets longer than {@value #LONGEST}
 * bytes pass as they come, and so does all that is sent in TLS or compressed. One for each
 * connection, which has been in place since nothing was sent.
 */
final class MysqlRewriter extends ChannelInboundHandlerAdapter {
    /** Statements that ask for names of a product are short; this much is kept at most. */
    static final int LONGEST = 8192;

    private static final int HEADER = 4;
    private static final int COM_QUERY = 3;

    private final Rewriting rewriting;
    private ByteBuf held = Unpooled.EMPTY_BUFFER;
    private int passing; // bytes of a long packet that are still to come
    private boolean loggingIn = true; // the answer to the greeting has not come
    private boolean unreadable;

    MysqlRewriter(Rewriting rewriting) {
        this.rewriting = rewriting;
    }

    @Override
    public void channelRead(ChannelHandlerContext ctx, Object segment) {
        if (segment instanceof ByteBuf bytes) {
            add(ctx, bytes);
            pass(ctx, ready());
        } else {
            pass(ctx, held.readableBytes()); // an end must not overtake the bytes before it
            ctx.fireChannelRead(segment);
        }
    }

    @Override
    public void handlerRemoved(ChannelHandlerContext ctx) {
        held.release();
        held = Unpooled.EMPTY_BUFFER;
    }

    private void pass(ChannelHandlerContext ctx, int count) {
        if (count == 0) {
            return;
        }
        if (count == held.readableBytes()) {
            ByteBuf all = held;
            held = Unpooled.EMPTY_BUFFER;
            ctx.fireChannelRead(all);
        } else {
            ctx.fireChannelRead(held.readRetainedSlice(count));
        }
    }

    private void add(ChannelHandlerContext ctx, ByteBuf bytes) {
        if (!held.isReadable()) {
            held.release();
            held = bytes;
            return;
        }
        ByteBuf both = ctx.alloc().buffer(held.readableBytes() + bytes.readableBytes());
        both.writeBytes(held).writeBytes(bytes);
        held.release();
        bytes.release();
        held = both;
    }

    /** How many of the bytes held are packets that have come whole, or such as pass anyway. */
    private int ready() {
        int index = held.readerIndex();
        while (!unreadable && held.writerIndex() > index) {
            int come = held.writerIndex() - index;
            if (passing > 0) {
                int passed = Math.min(passing, come);
                passing -= passed;
                index += passed;
            } else if (come < HEADER) {
                break;
            } else {
                int length = held.getUnsignedMediumLE(index);
                if (length > LONGEST) {
                    passing = HEADER + length;
                    unreadable = loggingIn;
                } else if (come < HEADER + length) {
                    break;
                } else {
                    packet(index, length);
                    index += HEADER + length;
                }
            }
        }
        return unreadable ? held.readableBytes() : index - held.readerIndex();
    }

    private void packet(int start, int length) {
        int body = start + HEADER;
        if (loggingIn) {
            loggingIn = false;
            int capabilities = length < Integer.BYTES ? 0 : held.getIntLE(body);
            unreadable =
                    MysqlCapabilities.encrypt(capabilities)
                            || MysqlCapabilities.compress(capabilities);
        } else if (length > 0
                && held.getByte(start + HEADER - 1) == 0 // a command begins
                && held.getByte(body) == COM_QUERY) {
            rewrite(body, length);
        }
    }

    private void rewrite(int body, int length) {
        String statement = held.toString(body, length, StandardCharsets.ISO_8859_1); // byte by byte
        rewriting
                .words()
                .forEach(
                        (word, read) -> {
                            int at = statement.indexOf(word);
                            while (at >= 0) {
                                held.setCharSequence(body + at, read, StandardCharsets.US_ASCII);
                                at = statement.indexOf(word, at + word.length());
                            }
                        });
    }
}
