package dev.poolproof.control;

import static dev.poolproof.model.history.Side.CLIENT;
import static dev.poolproof.model.history.Side.SERVER;

import dev.poolproof.proxy.TcpProxy;
import io.micrometer.core.instrument.FunctionCounter;
import io.micrometer.core.instrument.Meter;
import io.micrometer.core.instrument.MeterRegistry;
import java.util.List;
import java.util.Map;
import java.util.concurrent.ConcurrentHashMap;
import java.util.function.ToDoubleFunction;
import org.jspecify.annotations.Nullable;

/**
 * The bytes of proxies, under the names and labels that Toxiproxy 2.12 gives them ({@code
 * collectors/proxy.go}). Thread-safe.
 */
final class ByteMeters {
    private final MeterRegistry registry;
    private final Map<Route, Carried> routes = new ConcurrentHashMap<>();

    ByteMeters(MeterRegistry registry) {
        this.registry = registry;
    }

    /** From where to where a proxy carries bytes; each has numbers of its own. */
    record Route(String proxy, String listener, String upstream) {}

    /** Counts what {@code opened} carries too. */
    void add(Route route, TcpProxy opened) {
        routes.computeIfAbsent(route, Carried::new).follow(opened);
    }

    /** Forgets a proxy that is no more. */
    void remove(String proxy) {
        for (Route route : List.copyOf(routes.keySet())) {
            Carried carried = route.proxy().equals(proxy) ? routes.remove(route) : null;
            if (carried != null) {
                carried.meters.forEach(registry::remove);
            }
        }
    }

    /** What has been carried on one route, by all that listened there one after another. */
    private final class Carried {
        private final List<Meter> meters;
        private Totals before = new Totals(0, 0, 0, 0);
        private @Nullable TcpProxy current; // null before the first

        Carried(Route route) {
            meters =
                    List.of(
                            counter(route, "received", "upstream", Totals::fromClients),
                            counter(route, "sent", "upstream", Totals::toServers),
                            counter(route, "received", "downstream", Totals::fromServers),
                            counter(route, "sent", "downstream", Totals::toClients));
        }

        synchronized void follow(TcpProxy opened) {
            before = totals();
            current = opened;
        }

        private synchronized Totals totals() {
            return current == null ? before : before.plus(Totals.of(current));
        }

        private FunctionCounter counter(
                Route route, String what, String direction, ToDoubleFunction<Totals> number) {
            return FunctionCounter.builder(
                            "toxiproxy.proxy." + what + ".bytes",
                            this,
                            carried -> number.applyAsDouble(carried.totals()))
                    .tags(
                            "direction", direction,
                            "proxy", route.proxy(),
                            "listener", route.listener(),
                            "upstream", route.upstream())
                    .register(registry);
        }
    }

    /** Bytes by where they came from and went to. */
    private record Totals(long fromClients, long fromServers, long toClients, long toServers) {
        static Totals of(TcpProxy proxy) {
            return new Totals(
                    proxy.bytesReceivedFrom(CLIENT),
                    proxy.bytesReceivedFrom(SERVER),
                    proxy.bytesSentTo(CLIENT),
                    proxy.bytesSentTo(SERVER));
        }

        Totals plus(Totals more) {
            return new Totals(
                    fromClients + more.fromClients,
                    fromServers + more.fromServers,
                    toClients + more.toClients,
                    toServers + more.toServers);
        }
    }
}
