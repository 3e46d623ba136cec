package dev.poolproof.http.emulation;

import io.netty.buffer.ByteBuf;
import io.netty.handler.codec.http.HttpResponse;

/**
 * A whole answer of the origin.
 *
 * @param body unpooled, and never released
 * @param untilNanos when it is no longer given, by {@link System#nanoTime}
 */
record KeptAnswer(HttpResponse head, ByteBuf body, long untilNanos) {}
