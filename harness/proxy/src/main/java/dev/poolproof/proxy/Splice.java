package dev.poolproof.proxy;

import io.netty.channel.AdaptiveRecvByteBufAllocator;
import io.netty.channel.Channel;
import io.netty.channel.ChannelConfig;
import io.netty.channel.RecvByteBufAllocator;
import io.netty.channel.epoll.EpollSocketChannel;
import io.netty.util.UncheckedBooleanSupplier;
import java.nio.channels.ClosedChannelException;
import org.jspecify.annotations.Nullable;

/**
 * Moves what one socket receives to the other inside the kernel, past all handlers, while that is
 * allowed and worth it.
 *
 * <p>It is worth it for bulk. A message costs one system call more than to read and write it, and
 * the pipe stays open with the socket; so a splice begins when a read has found much, and ends when
 * several in a row have found little.
 *
 * <p>Netty's {@code spliceTo} has three gaps (4.2.18). A splice without end cannot be ended:
 * cancelling its future does nothing. It moves no more at once than the read-buffer estimate, which
 * stays at its first value of 2 KiB. And it reports the end of input when the FIN is seen, though
 * bytes may still wait in the socket. The socket's allocator closes all three: it is asked for the
 * estimate before each move, so it answers with the size of a pipe, or throws, which ends the
 * splice; and a splice stops at the FIN, so that ordinary reads fetch the rest and find the end.
 */
final class Splice implements RecvByteBufAllocator {
    private static final int PIPE_BYTES = 65_536; // pipe(7): the default capacity
    private static final int MUCH_BYTES = PIPE_BYTES;
    private static final int LITTLE_BYTES = 4_096;
    private static final int LITTLE_READS = 8; // few enough for a pool's next query to be read

    private static final RecvByteBufAllocator ORDINARY = new AdaptiveRecvByteBufAllocator();

    private final SocketEnd from;
    private @Nullable SocketEnd wanted; // where bytes are to go; null if past no handler
    private boolean inputEnds;
    private boolean worthIt;
    private boolean running;
    private boolean hasRun;
    private boolean stopping;

    Splice(SocketEnd from) {
        this.from = from;
    }

    /** Lets bytes past the handlers to {@code to}, when there are many. */
    void allow(SocketEnd to) {
        wanted = to;
    }

    /**
     * Begins to move bytes, unless that is not allowed or not worth it, the input has ended, or a
     * socket is none of epoll's.
     *
     * @return whether bytes are moved, and need not be read
     */
    boolean begin() {
        if (!running && worthIt && !inputEnds && wanted != null) {
            begin(wanted);
        }
        return running;
    }

    /** Lets no more bytes past the handlers. */
    void stop() {
        wanted = null;
        if (running && !stopping) {
            stopping = true;
            Channel source = from.channel();
            if (source != null && source.config().isAutoRead()) {
                source.config().setAutoRead(false);
                // Later, since Netty turns reading off at the end of the event we may be in.
                source.eventLoop().execute(() -> readIfOpen(source));
            }
        }
    }

    /** The peer's FIN was seen: what is left is read in the ordinary way, and no splice follows. */
    void finish() {
        inputEnds = true;
        stop();
    }

    boolean isRunning() {
        return running;
    }

    /** Whether it runs, or did once. */
    boolean hasRun() {
        return hasRun;
    }

    @Override
    @SuppressWarnings("deprecation") // as the interface itself declares it
    public Handle newHandle() {
        return new StoppableHandle((ExtendedHandle) ORDINARY.newHandle());
    }

    @SuppressWarnings("deprecation") // no other way to splice
    private void begin(SocketEnd to) {
        if (from.hasInput()
                && from.channel() instanceof EpollSocketChannel source
                && to.channel() instanceof EpollSocketChannel target
                && target.isActive()) {
            running = true;
            hasRun = true;
            source.spliceTo(target, Integer.MAX_VALUE)
                    .addListener(ended -> ended(source, to, ended.cause()));
            source.config().setAutoRead(true); // Netty turns it off while the target is full
        }
    }

    private void ended(EpollSocketChannel source, SocketEnd to, @Nullable Throwable cause) {
        running = false;
        stopping = false;
        if (cause instanceof Stopped) {
            source.config().setAutoRead(false);
            source.eventLoop().execute(from::readOn);
        } else if (!(cause instanceof ClosedChannelException) && to.isOpen()) {
            from.broken();
        }
    }

    private static void readIfOpen(Channel channel) {
        if (channel.isOpen()) {
            channel.read();
        }
    }

    /** Ends a splice from inside. */
    private static final class Stopped extends RuntimeException {
        private static final long serialVersionUID = 1L;

        Stopped() {
            super("stopped", null, false, false);
        }
    }

    /** Sees every move, and may refuse it. */
    private final class StoppableHandle extends DelegatingHandle implements ExtendedHandle {
        private final ExtendedHandle ordinaryHandle;
        private int bytesOfRead;
        private int littleReads;

        StoppableHandle(ExtendedHandle ordinaryHandle) {
            super(ordinaryHandle);
            this.ordinaryHandle = ordinaryHandle;
        }

        @Override
        public int guess() {
            if (!running) {
                return super.guess();
            }
            if (stopping || !worthIt) {
                throw new Stopped();
            }
            return PIPE_BYTES;
        }

        @Override
        public void reset(ChannelConfig config) {
            bytesOfRead = 0;
            super.reset(config);
        }

        @Override
        public void lastBytesRead(int bytes) {
            if (bytes > 0) {
                bytesOfRead += bytes;
                if (running) {
                    from.spliced(bytes);
                }
            }
            super.lastBytesRead(bytes);
        }

        @Override
        public void readComplete() {
            littleReads = bytesOfRead < LITTLE_BYTES ? littleReads + 1 : 0;
            worthIt = worthIt ? littleReads < LITTLE_READS : bytesOfRead >= MUCH_BYTES;
            super.readComplete();
        }

        @Override
        public boolean continueReading(UncheckedBooleanSupplier maybeMoreData) {
            return ordinaryHandle.continueReading(maybeMoreData);
        }
    }
}
