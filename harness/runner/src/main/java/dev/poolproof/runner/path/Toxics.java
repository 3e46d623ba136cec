package dev.poolproof.runner.path;

import dev.poolproof.model.Names;
import dev.poolproof.model.fault.Bandwidth;
import dev.poolproof.model.fault.Connections;
import dev.poolproof.model.fault.Direction;
import dev.poolproof.model.fault.Fault;
import dev.poolproof.model.fault.Hop;
import dev.poolproof.model.fault.Latency;
import dev.poolproof.model.fault.LimitData;
import dev.poolproof.model.fault.ResetPeer;
import dev.poolproof.model.fault.Scope;
import dev.poolproof.model.fault.Slicer;
import dev.poolproof.model.fault.SlowClose;
import dev.poolproof.model.fault.Timeout;
import dev.poolproof.model.fault.Trigger;
import dev.poolproof.model.scenario.Expectation;
import dev.poolproof.model.scenario.Scenario;
import eu.rekawek.toxiproxy.Proxy;
import eu.rekawek.toxiproxy.model.Toxic;
import eu.rekawek.toxiproxy.model.ToxicDirection;
import eu.rekawek.toxiproxy.model.ToxicList;
import java.io.IOException;
import java.time.Duration;
import java.util.HashMap;
import java.util.Map;
import java.util.Objects;
import java.util.concurrent.TimeUnit;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;

/** The one place that pairs a fault with the toxic of Toxiproxy's own that does the same. */
final class Toxics {
    private static final Map<Class<?>, Maker<Fault>> MAKERS = makers();

    private Toxics() {}

    private static Map<Class<?>, Maker<Fault>> makers() {
        Map<Class<?>, Maker<Fault>> makers = new HashMap<>();
        on(
                makers,
                Latency.class,
                (fault, toxics, name, stream) ->
                        toxics.latency(name, stream, millis(fault.latency()))
                                .setJitter(millis(fault.jitter())));
        on(
                makers,
                Bandwidth.class,
                (fault, toxics, name, stream) -> toxics.bandwidth(name, stream, fault.rate()));
        on(
                makers,
                SlowClose.class,
                (fault, toxics, name, stream) ->
                        toxics.slowClose(name, stream, millis(fault.delay())));
        on(
                makers,
                Timeout.class,
                (fault, toxics, name, stream) ->
                        toxics.timeout(name, stream, millis(fault.timeout())));
        on(
                makers,
                ResetPeer.class,
                (fault, toxics, name, stream) ->
                        toxics.resetPeer(name, stream, millis(fault.timeout())));
        on(
                makers,
                Slicer.class,
                (fault, toxics, name, stream) ->
                        toxics.slicer(name, stream, fault.averageSize(), micros(fault.delay()))
                                .setSizeVariation(fault.sizeVariation()));
        on(
                makers,
                LimitData.class,
                (fault, toxics, name, stream) -> toxics.limitData(name, stream, fault.bytes()));
        return makers;
    }

    /** The first thing in {@code scenario} that Toxiproxy cannot do, in words; null if none. */
    static @Nullable String cannotPlay(Scenario scenario) {
        Stream<String> ofServer =
                scenario.serverSettings().times().isEmpty()
                        ? Stream.empty()
                        : Stream.of("toxiproxy does not tell which sessions the server ended");
        Stream<String> ofCluster =
                scenario.cluster() == null
                        ? Stream.empty()
                        : Stream.of("toxiproxy does not stand before the nodes of a cluster");
        return Stream.of(
                        ofServer,
                        ofCluster,
                        Stream.ofNullable(scenario.pgBouncer())
                                .map(it -> "toxiproxy does not tell what PgBouncer ended"),
                        scenario.path().stream().flatMap(Toxics::beyond),
                        scenario.expect().stream().map(Toxics::beyond).filter(Objects::nonNull))
                .flatMap(reasons -> reasons)
                .findFirst()
                .orElse(null);
    }

    private static Stream<String> beyond(Hop hop) {
        Scope scope = hop.scope();
        Stream<String> unknown =
                hop.faults().stream()
                        .filter(fault -> !MAKERS.containsKey(fault.getClass()))
                        .map(fault -> "toxiproxy cannot " + Names.of(fault.getClass()));
        if (hop.faults().isEmpty()) {
            return Stream.empty();
        }
        if (scope.stream() == Direction.BOTH) {
            return Stream.concat(
                    unknown, Stream.of("toxiproxy cannot draw for both streams at once"));
        }
        if (!(scope.connections() instanceof Connections.All)) {
            return Stream.concat(unknown, Stream.of("toxiproxy cannot choose connections"));
        }
        return scope.from().equals(Trigger.AT_ONCE)
                ? unknown
                : Stream.concat(unknown, Stream.of("toxiproxy cannot wait before it acts"));
    }

    /** What only the events of a proxy tell. */
    private static @Nullable String beyond(Expectation expectation) {
        return expectation instanceof Expectation.Recovery
                        || expectation instanceof Expectation.ConnectionsOpened
                        || expectation instanceof Expectation.StaleConnections
                ? "toxiproxy does not tell what is needed for " + expectation.describe()
                : null;
    }

    /** Adds the toxic for a fault with durations of the wall clock. */
    static void add(Proxy proxy, String name, Fault fault, Scope scope) throws IOException {
        Maker<Fault> maker = MAKERS.get(fault.getClass());
        if (maker == null) {
            throw new IllegalStateException(fault.getClass() + " has no toxic");
        }
        ToxicDirection stream =
                scope.stream() == Direction.UPSTREAM
                        ? ToxicDirection.UPSTREAM
                        : ToxicDirection.DOWNSTREAM;
        Toxic toxic = maker.make(fault, proxy.toxics(), name, stream);
        if (scope.toxicity() < 1) {
            toxic.setToxicity((float) scope.toxicity());
        }
    }

    /**
     * Of the wall clock, rounded; no less than 1 where something was asked for, since 0 is for ever
     * or not at all.
     */
    private static long millis(Duration time) {
        return time.isZero() ? 0 : Math.max(1, time.plusNanos(500_000).toMillis());
    }

    /** Toxiproxy counts a slicer's delay so, and all other times in milliseconds. */
    private static long micros(Duration time) {
        return TimeUnit.NANOSECONDS.toMicros(time.toNanos());
    }

    private static <F extends Fault> void on(
            Map<Class<?>, Maker<Fault>> makers, Class<F> type, Maker<F> maker) {
        makers.put(
                type,
                (fault, toxics, name, stream) ->
                        maker.make(type.cast(fault), toxics, name, stream));
    }

    /** Makes the toxic of one kind of fault. */
    private interface Maker<F extends Fault> {
        Toxic make(F fault, ToxicList toxics, String name, ToxicDirection stream)
                throws IOException;
    }
}
