package dev.poolproof.http.emulation;

import io.netty.buffer.ByteBuf;
import io.netty.buffer.Unpooled;
import io.netty.handler.codec.http.HttpResponse;
import java.time.Duration;
import java.util.function.Consumer;

/** An answer on its way into the cache. Only used on the event loop. */
final class AnswerCopy {
    private final HttpResponse head;
    private final Duration valid;
    private final Consumer<KeptAnswer> cache;

    /** Of the heap, which needs no release where the answer never becomes whole. */
    private final ByteBuf body = Unpooled.buffer();

    /**
     * @param cache takes it once it is whole
     */
    AnswerCopy(HttpResponse head, Duration valid, Consumer<KeptAnswer> cache) {
        this.head = head;
        this.valid = valid;
        this.cache = cache;
    }

    void add(ByteBuf bytes) {
        body.writeBytes(bytes.duplicate());
    }

    /** It is whole. */
    void keep() {
        cache.accept(new KeptAnswer(head, body, System.nanoTime() + valid.toNanos()));
    }
}
