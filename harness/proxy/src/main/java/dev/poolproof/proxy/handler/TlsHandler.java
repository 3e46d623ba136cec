package dev.poolproof.proxy.handler;

import dev.poolproof.model.history.NetworkAction;
import dev.poolproof.model.history.Side;
import dev.poolproof.proxy.tls.TlsListener;
import dev.poolproof.proxy.tls.TlsScanner;
import io.netty.buffer.ByteBuf;
import io.netty.channel.ChannelHandlerContext;
import org.jspecify.annotations.Nullable;

/** A fault on TLS's records, which it watches from when it is put on the path. */
abstract class TlsHandler extends FaultHandler implements TlsListener {
    private final TlsScanner scanner = new TlsScanner(this);
    private boolean acting;
    private boolean toldUnseen;

    TlsHandler(Place place) {
        super(place);
    }

    /**
     * {@code bytes} have come from {@code from}, and their records were told; the handler now owns
     * them.
     *
     * @param start where in what {@code from} has sent they begin
     */
    abstract void scanned(ChannelHandlerContext ctx, Side from, ByteBuf bytes, long start);

    /** A signal has come from {@code from}. */
    void signal(ChannelHandlerContext ctx, Side from, Object signal) {
        send(ctx, from.other(), signal);
    }

    /** Why the fault cannot act; null if it can, or may yet. */
    @Nullable String unseen() {
        return scanner.unseen();
    }

    /** Whether the fault is armed: what comes earlier is only watched. */
    final boolean isActing() {
        return acting;
    }

    final TlsScanner scanner() {
        return scanner;
    }

    /** Passes on what comes before {@code count} bytes, and leaves the rest in {@code bytes}. */
    final void sendFirst(ChannelHandlerContext ctx, Side from, ByteBuf bytes, long count) {
        if (count > 0) {
            send(ctx, from.other(), bytes.readRetainedSlice((int) count));
        }
    }

    /** Passes on what is left in {@code bytes}. */
    final void sendRest(ChannelHandlerContext ctx, Side from, ByteBuf bytes) {
        if (bytes.isReadable()) {
            send(ctx, from.other(), bytes);
        } else {
            bytes.release();
        }
    }

    @Override
    void armed(ChannelHandlerContext ctx) {
        acting = true;
        tellIfUnseen();
    }

    @Override
    final void seenBefore(Side from, Object segment) {
        if (segment instanceof ByteBuf bytes) {
            scanner.scan(from, bytes);
        }
    }

    @Override
    final void sent(ChannelHandlerContext ctx, Side from, Object segment) {
        if (segment instanceof ByteBuf bytes) {
            long start = scanner.position(from);
            scanner.scan(from, bytes);
            tellIfUnseen();
            scanned(ctx, from, bytes, start);
        } else {
            signal(ctx, from, segment);
        }
    }

    private void tellIfUnseen() {
        String reason = toldUnseen ? null : unseen();
        if (reason != null) {
            toldUnseen = true;
            wire().record(NetworkAction.UNSEEN, null, place().hop(), 0, reason);
        }
    }
}
