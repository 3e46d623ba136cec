package dev.poolproof.proxy.bench;

import java.io.IOException;
import java.net.InetSocketAddress;
import java.nio.ByteBuffer;
import java.nio.channels.SelectionKey;
import java.nio.channels.Selector;
import java.nio.channels.SocketChannel;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;

import org.HdrHistogram.Histogram;

/** Many open connections, each of which was used once. */
final class Crowd implements AutoCloseable {
    private static final long MOST_NANOS = Duration.ofMinutes(1).toNanos();

    private final List<SocketChannel> channels = new ArrayList<>();

    /**
     * @param pause between two of them
     */
    Crowd(InetSocketAddress to, int connections, Duration pause) throws IOException {
        ByteBuffer message = ByteBuffer.allocateDirect(1);
        long startNanos = System.nanoTime();
        for (int i = 0; i < connections; i++) {
            while (System.nanoTime() - startNanos < pause.toNanos() * i) {
                Thread.onSpinWait();
            }
            SocketChannel channel = Load.open(to);
            channels.add(channel);
            Load.roundTripNanos(channel, message);
        }
    }

    /**
     * How far from due idle connections are ended, in nanoseconds, as this client sees it: from the
     * answer it got to the FIN. Every connection is used once more, one after another.
     *
     * @param pause between two of them; all must be used before the first is ended
     */
    Histogram lateness(Duration idle, Duration pause) throws IOException {
        Histogram late = new Histogram(MOST_NANOS, 3);
        ByteBuffer buffer = ByteBuffer.allocateDirect(1);
        try (Selector selector = Selector.open()) {
            for (SocketChannel channel : channels) {
                channel.configureBlocking(false);
                channel.register(selector, SelectionKey.OP_READ, new Last());
            }
            long startNanos = System.nanoTime();
            long giveUpNanos = startNanos + idle.multipliedBy(3).toNanos();
            int used = 0;
            while (!selector.keys().isEmpty() && giveUpNanos - System.nanoTime() > 0) {
                if (used < channels.size()
                        && System.nanoTime() - startNanos >= pause.toNanos() * used) {
                    buffer.clear();
                    channels.get(used++).write(buffer);
                }
                select(selector, used < channels.size(), idle, late);
            }
        }
        return late;
    }

    @Override
    public void close() throws IOException {
        for (SocketChannel channel : channels) {
            channel.close();
        }
    }

    private static void select(Selector selector, boolean busy, Duration idle, Histogram late)
            throws IOException {
        if (busy) {
            selector.selectNow();
        } else {
            selector.select(100);
        }
        ByteBuffer buffer = ByteBuffer.allocate(1);
        for (SelectionKey key : selector.selectedKeys()) {
            Last last = (Last) key.attachment();
            long nowNanos = System.nanoTime();
            buffer.clear();
            if (((SocketChannel) key.channel()).read(buffer) < 0) {
                late.recordValue(Math.abs(nowNanos - last.nanos - idle.toNanos()));
                key.cancel();
            } else {
                last.nanos = nowNanos;
            }
        }
        selector.selectedKeys().clear();
        selector.selectNow(); // takes out what was cancelled
    }

    /** When the last answer came. */
    private static final class Last {
        private long nanos;
    }
}
