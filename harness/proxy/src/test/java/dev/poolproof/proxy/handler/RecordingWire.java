package dev.poolproof.proxy.handler;

import dev.poolproof.model.history.NetworkAction;
import dev.poolproof.model.history.Side;
import dev.poolproof.proxy.kernel.Discard;
import java.util.ArrayList;
import java.util.EnumMap;
import java.util.List;
import java.util.Map;
import java.util.SplittableRandom;
import java.util.random.RandomGenerator;
import org.jspecify.annotations.Nullable;

/** A connection's other half for tests of handlers: remembers what it was asked. */
final class RecordingWire implements Wire {
    final List<String> events = new ArrayList<>();
    final Map<Side, Integer> pauses = new EnumMap<>(Side.class);
    final List<Side> discarding = new ArrayList<>();
    long discarded;
    boolean takesFilter = true;
    boolean delivered = true;
    int connectHolds;
    final List<Object> serverGotLate = new ArrayList<>();
    final Timers timers = new Timers();
    final Leftovers leftovers = new Leftovers(serverGotLate::add);
    Runnable onLook = () -> {};

    @Override
    public void record(
            NetworkAction action,
            @Nullable Side side,
            @Nullable String hop,
            long bytes,
            @Nullable String detail) {
        events.add(
                action
                        + (side == null ? "" : " " + side)
                        + (hop == null ? "" : " " + hop)
                        + (detail == null ? "" : ": " + detail));
    }

    @Override
    public RandomGenerator random(String hop) {
        return new SplittableRandom(hop.hashCode());
    }

    @Override
    public void lookForKeepalive() {
        onLook.run();
    }

    @Override
    public void pause(Side side) {
        pauses.merge(side, 1, Integer::sum);
    }

    @Override
    public void resume(Side side) {
        pauses.merge(side, -1, Integer::sum);
    }

    @Override
    public Timers timers() {
        return timers;
    }

    @Override
    public Leftovers leftovers() {
        return leftovers;
    }

    @Override
    public @Nullable Discard discard(Side from, double share) {
        if (!takesFilter) {
            return null;
        }
        discarding.add(from);
        return new Discard() {
            @Override
            public long packets() {
                return discarded;
            }

            @Override
            public void lift() {
                discarding.remove(from);
            }
        };
    }

    @Override
    public boolean isDelivered(Side to) {
        return delivered;
    }

    @Override
    public boolean holdConnect() {
        connectHolds++;
        return true;
    }

    @Override
    public void releaseConnect() {
        connectHolds--;
    }
}
