package dev.poolproof.http.alb;

import io.netty.handler.timeout.IdleStateHandler;
import java.net.InetSocketAddress;
import java.time.Duration;
import java.util.concurrent.TimeUnit;
import java.util.function.Consumer;
import java.util.function.Supplier;
import org.jspecify.annotations.Nullable;

/** What the connections of one load balancer share. Only used on its event loop. */
final class AlbServer {
    private final AlbSettings settings;
    private final Supplier<Duration> clock;
    private final Consumer<AlbEvent> events;
    private final TargetPool pool = new TargetPool();
    private @Nullable InetSocketAddress target;
    private long accepted;

    AlbServer(
            AlbSettings settings,
            @Nullable InetSocketAddress target,
            Supplier<Duration> clock,
            Consumer<AlbEvent> events) {
        this.settings = settings;
        this.target = target;
        this.clock = clock;
        this.events = events;
    }

    AlbSettings settings() {
        return settings;
    }

    TargetPool pool() {
        return pool;
    }

    /** Where requests go; null if there is no target. */
    @Nullable InetSocketAddress target() {
        return target;
    }

    void target(@Nullable InetSocketAddress changed) {
        target = changed;
        pool.closeAll(settings.targetEnd());
    }

    /** Tells a connection's handlers that no byte has passed for the idle timeout. */
    IdleStateHandler idleWatch() {
        return new IdleStateHandler(
                true, 0, 0, settings.idleTimeout().toNanos(), TimeUnit.NANOSECONDS);
    }

    long nextConnection() {
        return ++accepted;
    }

    void tell(long connection, AlbReason reason, Duration idle) {
        events.accept(new AlbEvent(clock.get(), connection, reason.status(), reason, idle));
    }
}
