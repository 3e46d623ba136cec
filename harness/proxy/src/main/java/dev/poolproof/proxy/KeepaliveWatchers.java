package dev.poolproof.proxy;

import dev.poolproof.model.history.Side;
import dev.poolproof.proxy.handler.Wire;
import io.netty.channel.Channel;
import io.netty.channel.ChannelPipeline;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import org.jspecify.annotations.Nullable;

/** The watchers of both sockets of one connection. Only ever used on its event loop. */
final class KeepaliveWatchers {
    private final Wire wire;
    private final List<KeepaliveWatcher> watchers = new ArrayList<>();
    private @Nullable Duration every; // null for never

    KeepaliveWatchers(Wire wire) {
        this.wire = wire;
    }

    /** Watches no socket any more, and those that are to come so often; null for never. */
    void change(@Nullable Duration wanted) {
        every = wanted;
        watchers.forEach(KeepaliveWatchers::remove);
        watchers.clear();
    }

    /** Watches the socket of {@code end}, if that is wanted. */
    void watch(SocketEnd end, Side side) {
        Channel channel = end.channel();
        if (every != null && channel != null) {
            KeepaliveWatcher watcher = new KeepaliveWatcher(side, wire, every);
            ChannelPipeline pipeline = channel.pipeline();
            pipeline.addAfter(pipeline.context(end).name(), null, watcher);
            watchers.add(watcher);
        }
    }

    /** As {@link Wire#lookForKeepalive}. */
    void look() {
        watchers.forEach(KeepaliveWatcher::look);
    }

    private static void remove(KeepaliveWatcher watcher) {
        Channel channel = watcher.channel();
        if (channel != null && channel.pipeline().context(watcher) != null) {
            channel.pipeline().remove(watcher);
        }
    }
}
