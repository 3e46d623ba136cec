package dev.poolproof.proxy.bench;

import org.HdrHistogram.ConcurrentHistogram;
import org.HdrHistogram.Histogram;

import java.io.IOException;
import java.net.InetSocketAddress;
import java.net.Socket;
import java.net.StandardSocketOptions;
import java.nio.ByteBuffer;
import java.nio.channels.ClosedChannelException;
import java.nio.channels.SocketChannel;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import java.util.concurrent.atomic.LongAdder;

/** Puts load on a proxy for a while, with a thread for each connection. */
final class Load {
    private static final int BUFFER_BYTES = 1 << 18;
    private static final int MESSAGE_BYTES = 64;
    private static final int PATIENCE_MILLIS = 10_000;
    private static final long MOST_NANOS = Duration.ofMinutes(1).toNanos();

    private Load() {}

    /** Bytes a second that the server sends over so many connections. */
    static double bytesPerSecond(InetSocketAddress to, int connections, Duration window)
            throws Exception {
        LongAdder received = new LongAdder();
        return rate(to, connections, window, received, channel -> stream(channel, received));
    }

    /** How long messages take there and back, in nanoseconds. */
    static Histogram roundTrips(InetSocketAddress to, int connections, Duration window)
            throws Exception {
        Histogram times = new ConcurrentHistogram(MOST_NANOS, 3);
        rate(to, connections, window, new LongAdder(), channel -> messages(channel, times));
        return times;
    }

    /** Connections a second that are opened, used once and closed, by so many threads. */
    static double connectionsPerSecond(InetSocketAddress to, int threads, Duration window)
            throws Exception {
        LongAdder opened = new LongAdder();
        long untilNanos = System.nanoTime() + window.toNanos();
        List<Work> works = new ArrayList<>();
        for (int i = 0; i < threads; i++) {
            works.add(() -> openUntil(to, untilNanos, opened));
        }
        long startNanos = System.nanoTime();
        try (Workers workers = new Workers(works)) {
            workers.join();
        }
        return perSecond(opened.sum(), startNanos);
    }

    static SocketChannel open(InetSocketAddress to) throws IOException {
        SocketChannel channel = SocketChannel.open();
        channel.setOption(StandardSocketOptions.TCP_NODELAY, true);
        channel.connect(to);
        return channel;
    }

    static void await(Duration time) throws InterruptedException {
        Thread.sleep(time.toMillis(), time.toNanosPart() % 1_000_000);
    }

    private static double rate(
            InetSocketAddress to, int connections, Duration window, LongAdder count, Use use)
            throws Exception {
        List<SocketChannel> channels = new ArrayList<>();
        List<Work> works = new ArrayList<>();
        try {
            for (int i = 0; i < connections; i++) {
                SocketChannel channel = open(to);
                channels.add(channel);
                works.add(() -> use.of(channel));
            }
            try (Workers workers = new Workers(works)) {
                await(window.dividedBy(5)); // until all have begun
                long before = count.sum();
                long startNanos = System.nanoTime();
                await(window);
                double rate = perSecond(count.sum() - before, startNanos);
                close(channels); // which ends the threads
                workers.join();
                return rate;
            }
        } finally {
            close(channels);
        }
    }

    private static void stream(SocketChannel channel, LongAdder received) throws IOException {
        channel.write(ByteBuffer.wrap(new byte[] {LoadServer.STREAM}));
        ByteBuffer buffer = ByteBuffer.allocateDirect(BUFFER_BYTES);
        while (true) {
            buffer.clear();
            int bytes = channel.read(buffer);
            if (bytes < 0) {
                throw new IOException("the server has ended the stream");
            }
            received.add(bytes);
        }
    }

    private static void messages(SocketChannel channel, Histogram times) throws IOException {
        ByteBuffer buffer = ByteBuffer.allocateDirect(MESSAGE_BYTES);
        while (true) {
            times.recordValue(roundTripNanos(channel, buffer));
        }
    }

    /** Sends a whole buffer, and waits until as much has come back. */
    static long roundTripNanos(SocketChannel channel, ByteBuffer buffer) throws IOException {
        long startNanos = System.nanoTime();
        buffer.clear();
        while (buffer.hasRemaining()) {
            channel.write(buffer);
        }
        buffer.clear();
        while (buffer.hasRemaining()) {
            if (channel.read(buffer) < 0) {
                throw new IOException("the server has ended the connection");
            }
        }
        return System.nanoTime() - startNanos;
    }

    private static void openUntil(InetSocketAddress to, long untilNanos, LongAdder opened)
            throws IOException {
        while (untilNanos - System.nanoTime() > 0) {
            try (Socket socket = new Socket()) {
                socket.setTcpNoDelay(true);
                socket.setSoTimeout(PATIENCE_MILLIS);
                socket.connect(to, PATIENCE_MILLIS);
                socket.getOutputStream().write('e');
                if (socket.getInputStream().read() != 'e') {
                    throw new IOException("another answer than was asked for");
                }
            }
            opened.increment();
        }
    }

    private static double perSecond(long count, long sinceNanos) {
        return count * 1e9 / (System.nanoTime() - sinceNanos);
    }

    private static void close(List<SocketChannel> channels) throws IOException {
        for (SocketChannel channel : channels) {
            channel.close();
        }
    }

    /** What is done with one connection until it is closed. */
    private interface Use {
        void of(SocketChannel channel) throws IOException;
    }

    /** What a thread does. */
    private interface Work {
        void run() throws IOException;
    }

    /** A thread for each piece of work. */
    private static final class Workers implements AutoCloseable {
        private final ExecutorService threads = Executors.newCachedThreadPool();
        private final List<Future<?>> results = new ArrayList<>();

        Workers(List<Work> works) {
            for (Work work : works) {
                results.add(
                        threads.submit(
                                () -> {
                                    work.run();
                                    return null;
                                }));
            }
        }

        /** Throws what a thread has thrown, unless it is that its connection was closed. */
        void join() throws InterruptedException, ExecutionException {
            for (Future<?> result : results) {
                try {
                    result.get();
                } catch (ExecutionException e) {
                    if (!(e.getCause() instanceof ClosedChannelException)) {
                        throw e;
                    }
                }
            }
        }

        @Override
        public void close() {
            threads.shutdownNow();
        }
    }
}
