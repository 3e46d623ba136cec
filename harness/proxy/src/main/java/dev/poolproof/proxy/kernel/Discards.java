package dev.poolproof.proxy.kernel;

import io.netty.channel.Channel;
import io.netty.channel.epoll.EpollSocketChannel;
import io.netty.channel.unix.Socket;
import java.io.IOException;
import java.lang.System.Logger.Level;
import java.util.ArrayList;
import java.util.List;
import java.util.function.Supplier;
import org.jspecify.annotations.Nullable;

/** The shares that faults have the kernel discard at one socket, as the one filter it can have. */
public final class Discards {
    private static final System.Logger LOG = System.getLogger(Discards.class.getName());

    private final Supplier<@Nullable Channel> channel;
    private final List<Share> shares = new ArrayList<>();

    /**
     * @param channel the socket's; null as long as none was made
     */
    public Discards(Supplier<@Nullable Channel> channel) {
        this.channel = channel;
    }

    /** Has {@code share} of what arrives discarded, of 0 to 1. */
    public Discard add(double share) {
        Share added = new Share(share);
        shares.add(added);
        apply();
        return added;
    }

    private void apply() {
        Socket socket = socket();
        if (socket == null) {
            return;
        }
        double kept = 1;
        for (Share share : shares) {
            kept *= 1 - share.share;
        }
        try {
            if (kept < 1) {
                PacketFilter.attach(socket, 1 - kept);
            } else {
                PacketFilter.detach(socket);
            }
        } catch (IOException e) {
            LOG.log(
                    Level.WARNING,
                    () -> "the packet filter of " + channel.get() + " cannot be changed",
                    e);
        }
    }

    /** The socket is connected: has the kernel do what was asked for before. */
    public void applyAny() {
        if (!shares.isEmpty()) {
            apply();
        }
    }

    private @Nullable Socket socket() {
        return channel.get() instanceof EpollSocketChannel open && open.isActive()
                ? new Socket(open.fd().intValue())
                : null;
    }

    private long dropped() {
        Socket socket = socket();
        return socket == null ? 0 : PacketFilter.dropped(socket);
    }

    /** One fault's. */
    private final class Share implements Discard {
        private final double share;
        private final long droppedBefore = dropped();

        Share(double share) {
            this.share = share;
        }

        @Override
        public long packets() {
            return Math.max(0, dropped() - droppedBefore);
        }

        @Override
        public void lift() {
            if (shares.remove(this)) {
                apply();
            }
        }
    }
}
