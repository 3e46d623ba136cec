package dev.poolproof.http.emulation;

import io.netty.buffer.ByteBuf;
import io.netty.handler.codec.http.HttpResponse;

/**
 * A whole answer of the origin.
 *
 * @param body unpooled, and never released
 * @param untilNanos when it is no longer given, by {@link System#nanoTime}
 */
record KeptAnswer(HttpResponse head, ByteBuf body, long untilNanos) {
    /** Hands it over with the header and the framing of {@code read}. */
    void giveTo(ResponsePipe pipe, ResponseHead read) {
        pipe.header(read.text());
        if (!read.isBodiless() && body.isReadable()) {
            pipe.add(read.framed(body.retainedDuplicate()));
        }
        if (read.isChunked()) {
            pipe.add(read.lastChunk());
        }
    }
}
