package dev.poolproof.proxy;

import static java.util.concurrent.TimeUnit.MILLISECONDS;

import dev.poolproof.model.fault.ListenerFault;
import dev.poolproof.model.fault.Refuse;
import dev.poolproof.model.fault.SynDrop;
import dev.poolproof.proxy.kernel.FullBacklog;
import dev.poolproof.proxy.kernel.PacketFilter;
import io.netty.bootstrap.Bootstrap;
import io.netty.channel.Channel;
import io.netty.channel.ChannelFuture;
import io.netty.channel.ChannelOption;
import io.netty.channel.EventLoopGroup;
import io.netty.channel.epoll.EpollServerSocketChannel;
import io.netty.channel.unix.Socket;
import java.io.Closeable;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.net.BindException;
import java.net.InetSocketAddress;
import java.util.Objects;
import org.jspecify.annotations.Nullable;

/** The address where a proxy accepts, with the fault that meets those who connect to it. */
final class Listener {
    private static final int BACKLOG = 1024; // a pool that starts must not meet dropped SYNs

    private static final int MOST_TRIES = 1_000; // one a millisecond

    private final TcpProxy proxy;
    private final EventLoopGroup group;
    private final InetSocketAddress address; // with the port that was found for 0
    private @Nullable Channel accepting;
    private @Nullable Closeable standIn; // what has the port while nobody accepts
    private @Nullable ListenerFault fault;
    private boolean closed;

    /**
     * Accepts from now on.
     *
     * @throws UncheckedIOException if the address cannot be listened on
     */
    Listener(TcpProxy proxy, EventLoopGroup group, InetSocketAddress wanted) {
        this.proxy = proxy;
        this.group = group;
        Channel bound = bind(wanted);
        this.accepting = bound;
        this.address = (InetSocketAddress) bound.localAddress();
    }

    InetSocketAddress address() {
        return address;
    }

    /**
     * Does this to those who connect from now on.
     *
     * @param wanted null to accept them
     * @return whether that is a change
     * @throws UncheckedIOException if another process has taken the port meanwhile; the next change
     *     tries again
     */
    synchronized boolean become(@Nullable ListenerFault wanted) {
        boolean stands = accepting != null || standIn != null;
        if (closed || (stands && Objects.equals(wanted, fault))) {
            return false;
        }
        try {
            lift();
            if (wanted instanceof Refuse) {
                refuse();
            } else if (wanted instanceof SynDrop) {
                dropSyns();
            } else {
                accept();
            }
            fault = wanted;
            return true;
        } catch (IOException e) {
            throw new UncheckedIOException("cannot listen on " + address, e);
        }
    }

    synchronized void close() {
        closed = true;
        try {
            stopAccepting();
            closeStandIn();
        } catch (IOException e) {
            throw new UncheckedIOException("cannot give up " + address, e);
        }
    }

    private void lift() throws IOException {
        closeStandIn();
        if (fault instanceof SynDrop && accepting instanceof EpollServerSocketChannel epoll) {
            PacketFilter.detach(new Socket(epoll.fd().intValue()));
        }
        fault = null;
    }

    private Channel accept() {
        if (accepting == null) {
            accepting = bind(address);
        }
        return accepting;
    }

    /** A socket that is bound and does not listen: RST for all, and nobody takes the port. */
    private void refuse() throws IOException {
        standIn =
                instead(
                        () -> {
                            java.net.Socket bound = new java.net.Socket();
                            bound.setReuseAddress(true);
                            bound.bind(address);
                            return bound;
                        });
    }

    private void dropSyns() throws IOException {
        if (proxy.abilities().dropsPackets()
                && accept() instanceof EpollServerSocketChannel epoll) {
            PacketFilter.attach(new Socket(epoll.fd().intValue()), 1);
        } else {
            standIn = instead(() -> new FullBacklog(address));
        }
    }

    /** Accepts no more, and has the port taken otherwise. */
    private Closeable instead(Taker taker) throws IOException {
        Channel before = accepting;
        stopAccepting();
        for (int tries = 1; ; tries++) {
            try {
                return taker.take();
            } catch (BindException e) {
                if (before == null || tries == MOST_TRIES) {
                    throw e;
                }
                // The JDK closes a channel for good only when its selector has selected again.
                var unused =
                        before.eventLoop()
                                .schedule(() -> {}, 1, MILLISECONDS)
                                .awaitUninterruptibly(1_000);
            }
        }
    }

    private void stopAccepting() {
        if (accepting != null) {
            accepting.close().syncUninterruptibly();
            accepting = null;
        }
    }

    private void closeStandIn() throws IOException {
        if (standIn != null) {
            standIn.close();
            standIn = null;
        }
    }

    private Channel bind(InetSocketAddress to) {
        ChannelFuture bound =
                new Bootstrap()
                        .group(group)
                        .channel(proxy.transport().listenerType())
                        .option(ChannelOption.SO_BACKLOG, BACKLOG)
                        .option(ChannelOption.SO_REUSEADDR, true)
                        .handler(new Acceptor(proxy, group))
                        .bind(to)
                        .awaitUninterruptibly();
        if (!bound.isSuccess()) {
            throw new UncheckedIOException(
                    new IOException("cannot listen on " + to, bound.cause()));
        }
        return bound.channel();
    }

    /** Takes the port. */
    private interface Taker {
        Closeable take() throws IOException;
    }
}
