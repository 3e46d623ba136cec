package dev.poolproof.proxy.bench;

import org.HdrHistogram.Histogram;

import java.io.IOException;
import java.net.InetSocketAddress;
import java.nio.ByteBuffer;
import java.nio.channels.SelectionKey;
import java.nio.channels.Selector;
import java.nio.channels.SocketChannel;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;

/** Many open connections, each of which was used once. */
final class Crowd implements AutoCloseable {
    private static final long MOST_NANOS = Duration.ofMinutes(1).toNanos();

    private final List<SocketChannel> channels = new ArrayList<>();
    private final List<Long> answeredNanos = new ArrayList<>();

    /**
     * Opens and uses them one after another.
     *
     * @param pause at least, from one to the next
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
            answeredNanos.add(System.nanoTime());
        }
    }

    /**
     * How far from due idle connections are ended, in nanoseconds, as this client sees it: from the
     * answer it got to the FIN.
     *
     * @param idle longer than it took to open them all
     */
    Histogram lateness(Duration idle) throws IOException {
        long firstDueNanos = answeredNanos.get(0) + idle.toNanos();
        Histogram off = new Histogram(MOST_NANOS, 3);
        try (Selector selector = Selector.open()) {
            for (int i = 0; i < channels.size(); i++) {
                long dueNanos = answeredNanos.get(i) + idle.toNanos();
                channels.get(i)
                        .configureBlocking(false)
                        .register(selector, SelectionKey.OP_READ, dueNanos);
            }
            if (firstDueNanos - System.nanoTime() < 0) {
                throw new IOException("the first connection was due before all were open");
            }
            long giveUpNanos = System.nanoTime() + idle.multipliedBy(3).toNanos();
            while (!selector.keys().isEmpty() && giveUpNanos - System.nanoTime() > 0) {
                selector.select(100);
                for (SelectionKey key : selector.selectedKeys()) {
                    off.recordValue(Math.abs(System.nanoTime() - (Long) key.attachment()));
                    key.cancel();
                }
                selector.selectedKeys().clear();
                selector.selectNow(); // takes out what was cancelled
            }
        }
        return off;
    }

    @Override
    public void close() throws IOException {
        for (SocketChannel channel : channels) {
            channel.close();
        }
    }
}
