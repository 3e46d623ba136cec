package dev.poolproof.proxy.handler;

import io.netty.channel.ChannelHandlerContext;

/** A lasting fault whose backlog is all that it holds. */
abstract class BackloggedHandler extends LastingHandler {
    BackloggedHandler(Place place) {
        super(place);
    }

    /** What it holds. */
    abstract Backlog backlog();

    @Override
    void release(ChannelHandlerContext ctx) {
        backlog().release(ctx);
    }

    @Override
    void discard() {
        backlog().discard();
    }

    @Override
    String state() {
        return "holds %d bytes".formatted(backlog().bytes());
    }
}
