package dev.poolproof.proxy.handler;

import dev.poolproof.model.Names;
import dev.poolproof.model.fault.Hop;
import dev.poolproof.model.fault.Moment;
import dev.poolproof.model.fault.Trigger;
import dev.poolproof.model.history.NetworkAction;
import dev.poolproof.model.history.Side;
import dev.poolproof.proxy.protocol.MomentSink;
import dev.poolproof.proxy.protocol.ProtocolWatch;
import io.netty.buffer.ByteBuf;
import io.netty.channel.ChannelHandlerContext;
import io.netty.channel.ChannelPipeline;
import java.util.HashSet;
import java.util.List;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/**
 * The moments of the database's protocol on one connection. The sockets are tapped only while a hop
 * on the path is to begin at a moment. Only ever used on the connection's event loop.
 */
public final class Moments {
    private final Wire wire;
    private final Stations stations;
    private final Set<String> told = new HashSet<>(); // hops that are known not to see
    private @Nullable ProtocolWatch watch;
    private @Nullable MomentTap clientTap;
    private @Nullable MomentTap serverTap;

    /** Of a connection on which nothing is watched. */
    public Moments(Wire wire, Stations stations) {
        this.wire = wire;
        this.stations = stations;
    }

    /**
     * Begins to watch, or stops, as {@code hops} want it.
     *
     * @param newWatch what to begin with
     */
    public void watchFor(List<Hop> hops, ProtocolWatch newWatch) {
        boolean wanted = hops.stream().anyMatch(hop -> hop.scope().from() instanceof Trigger.At);
        if (!wanted) {
            watch = null;
        } else if (watch == null) {
            watch = newWatch;
            clientTap = new MomentTap(Side.CLIENT, this);
            serverTap = new MomentTap(Side.SERVER, this);
        }
    }

    /**
     * Puts the tap of {@code side} into the socket's pipeline, or takes it out.
     *
     * @param end after which handler it stands
     * @return after which handler the path begins
     */
    public ChannelHandlerContext tap(
            Side side, ChannelPipeline pipeline, ChannelHandlerContext end) {
        MomentTap tap = side == Side.CLIENT ? clientTap : serverTap;
        boolean tapped = tap != null && pipeline.context(tap) != null;
        if (tap == null || (watch == null && !tapped)) {
            return end;
        }
        if (watch == null) {
            pipeline.remove(tap);
            return end;
        }
        if (!tapped) {
            pipeline.addAfter(end.name(), null, tap);
        }
        return pipeline.context(tap);
    }

    /** Tells of hops that wait in vain. */
    public void tellUnseen() {
        Set<String> waiting = stations.waiting();
        told.retainAll(waiting);
        String reason = watch == null ? null : watch.unseen();
        if (reason != null) {
            waiting.stream()
                    .filter(told::add)
                    .forEach(hop -> wire.record(NetworkAction.UNSEEN, null, hop, 0, reason));
        }
    }

    /** Looks at what {@code from} has sent. */
    void read(Side from, ByteBuf bytes, MomentSink sink) {
        if (watch != null && watch.unseen() == null) {
            watch.read(from, bytes, sink);
            if (watch.unseen() != null) {
                tellUnseen();
            }
        }
    }

    boolean isAwaited(Moment moment) {
        return stations.awaitedMoments().contains(moment);
    }

    /** An awaited moment is there. */
    void come(Side from, Moment moment) {
        wire.record(NetworkAction.MOMENT, from, null, 0, Names.of(moment));
        stations.moment(moment);
    }
}
