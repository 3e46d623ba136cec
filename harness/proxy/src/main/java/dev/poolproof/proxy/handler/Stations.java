package dev.poolproof.proxy.handler;

import dev.poolproof.model.fault.Hop;
import dev.poolproof.model.fault.Moment;
import io.netty.channel.ChannelHandlerContext;
import io.netty.channel.ChannelPipeline;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Set;
import java.util.function.BiFunction;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;

/**
 * The hops of one connection, each with its handlers in the client's pipeline. Only ever used on
 * the connection's event loop.
 */
public final class Stations {
    private final FaultHandlers makers;
    private final Wire wire;
    private List<Station> stations = List.of();

    /** Of a connection without hops. */
    public Stations(FaultHandlers makers, Wire wire) {
        this.makers = makers;
        this.wire = wire;
    }

    /** A hop that acts, or will act, on the connection. */
    private record Station(Hop hop, List<FaultHandler> handlers) {
        /** Whether the handlers can do what {@code changed} asks for; they do so from now on. */
        boolean becomes(Hop changed) {
            return hop.name().equals(changed.name())
                    && hop.scope().equals(changed.scope())
                    && hop.faults().size() == 1
                    && changed.faults().size() == 1
                    && handlers.stream()
                            .allMatch(handler -> handler.become(changed.faults().get(0)));
        }
    }

    /**
     * Puts {@code hops} on the path. Hops that stay keep their timers and what they hold; hops that
     * go let go of what they hold.
     *
     * @param first after which handler the first hop stands
     */
    public void change(ChannelPipeline pipeline, ChannelHandlerContext first, List<Hop> hops) {
        List<Station> before = stations;
        List<Station> after = new ArrayList<>();
        int next = 0;
        for (Hop hop : hops) {
            int kept = find(before, next, hop);
            next = kept < 0 ? next : kept + 1;
            after.add(
                    kept < 0
                            ? new Station(hop, makers.handlersFor(hop, wire))
                            : keep(before, kept, hop));
        }
        Set<FaultHandler> staying =
                after.stream()
                        .flatMap(station -> station.handlers().stream())
                        .collect(Collectors.toSet());
        stations = after;
        before.stream()
                .flatMap(station -> station.handlers().stream())
                .filter(handler -> !staying.contains(handler))
                .filter(handler -> pipeline.context(handler) != null)
                .forEach(pipeline::remove);
        String name = first.name();
        for (Station station : after) {
            for (FaultHandler handler : station.handlers()) {
                if (pipeline.context(handler) == null) {
                    pipeline.addAfter(name, null, handler);
                }
                name = pipeline.context(handler).name();
            }
        }
    }

    /** Whether nothing is to be done to what passes. */
    public boolean isEmpty() {
        return handlers().findAny().isEmpty();
    }

    /** How often the hops want to know of keepalive probes; null for never. */
    public @Nullable Duration shortestLook() {
        return handlers()
                .flatMap(handler -> Stream.ofNullable(handler.looksForKeepaliveEvery()))
                .min(Duration::compareTo)
                .orElse(null);
    }

    /** The moments of the database's protocol for which handlers wait. */
    Set<Moment> awaitedMoments() {
        return handlers()
                .flatMap(handler -> Stream.ofNullable(handler.awaitedMoment()))
                .collect(Collectors.toSet());
    }

    /** The names of the hops that wait for a moment of the database's protocol. */
    Set<String> waiting() {
        return stations.stream()
                .filter(
                        station ->
                                station.handlers().stream()
                                        .anyMatch(handler -> handler.awaitedMoment() != null))
                .map(station -> station.hop().name())
                .collect(Collectors.toSet());
    }

    /** A moment of the database's protocol has come. */
    void moment(Moment moment) {
        handlers().toList().forEach(handler -> handler.moment(moment));
    }

    /**
     * What each hop is doing, from the client to the server.
     *
     * @param form makes one of the hop's name, and of what it is doing in a few words
     */
    public <T> List<T> describe(BiFunction<String, String, T> form) {
        return stations.stream()
                .map(
                        station ->
                                form.apply(
                                        station.hop().name(),
                                        station.handlers().stream()
                                                .map(FaultHandler::describe)
                                                .distinct()
                                                .collect(Collectors.joining(", "))))
                .toList();
    }

    private Stream<FaultHandler> handlers() {
        return stations.stream().flatMap(station -> station.handlers().stream());
    }

    private static int find(List<Station> stations, int from, Hop hop) {
        for (int i = from; i < stations.size(); i++) {
            Station station = stations.get(i);
            if (station.hop().equals(hop) || station.becomes(hop)) {
                return i;
            }
        }
        return -1;
    }

    private static Station keep(List<Station> stations, int index, Hop hop) {
        return new Station(hop, stations.get(index).handlers());
    }
}
