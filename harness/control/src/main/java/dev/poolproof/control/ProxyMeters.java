package dev.poolproof.control;

import dev.poolproof.model.history.HistoryEvent;
import dev.poolproof.proxy.ConnectionState;
import dev.poolproof.proxy.TcpProxy;
import io.micrometer.core.instrument.Gauge;
import io.micrometer.core.instrument.Meter;
import io.micrometer.prometheusmetrics.PrometheusConfig;
import io.micrometer.prometheusmetrics.PrometheusMeterRegistry;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.concurrent.ConcurrentHashMap;
import java.util.function.Consumer;
import java.util.function.ToDoubleFunction;

/** What the proxies do, in numbers, as Prometheus reads them. Thread-safe. */
final class ProxyMeters {
    private final PrometheusMeterRegistry registry =
            new PrometheusMeterRegistry(PrometheusConfig.DEFAULT);
    private final Map<String, EventMeters> events = new ConcurrentHashMap<>();
    private final ByteMeters bytes = new ByteMeters(registry);
    private final Map<String, List<Meter>> gauges = new ConcurrentHashMap<>();

    /** Who counts what happens on a proxy. */
    Consumer<HistoryEvent.Network> events(String proxy) {
        return events.computeIfAbsent(proxy, name -> new EventMeters(name, registry));
    }

    /** Counts the bytes of {@code opened} from now on. */
    void carries(ByteMeters.Route route, TcpProxy opened) {
        bytes.add(route, opened);
    }

    /** Shows the connections of {@code proxy} from now on, in the place of one of its name. */
    void add(ManagedProxy proxy) {
        forget(proxy.name());
        List<Meter> shown = new ArrayList<>();
        shown.add(gauge("poolproof.proxy.connections.open", proxy, ManagedProxy::openConnections));
        shown.add(gauge("poolproof.proxy.timers.pending", proxy, ProxyMeters::timers));
        gauges.put(proxy.name(), shown);
    }

    /** Forgets a proxy that is no more. */
    void remove(String proxy) {
        forget(proxy);
        bytes.remove(proxy);
        EventMeters counted = events.remove(proxy);
        if (counted != null) {
            counted.meters().forEach(registry::remove);
        }
    }

    /** Counts an answer of the control server. */
    void answered(int status) {
        registry.counter("poolproof.control.answers", "status", String.valueOf(status)).increment();
    }

    /** All numbers, as text. */
    String scrape() {
        return registry.scrape();
    }

    private void forget(String proxy) {
        List<Meter> shown = gauges.remove(proxy);
        if (shown != null) {
            shown.forEach(registry::remove);
        }
    }

    /** Over all open connections. */
    private static double timers(ManagedProxy proxy) {
        return proxy.connections().stream().mapToInt(ConnectionState::timers).sum();
    }

    private Gauge gauge(String name, ManagedProxy proxy, ToDoubleFunction<ManagedProxy> value) {
        return Gauge.builder(name, proxy, value)
                .tag("proxy", proxy.name())
                .strongReference(true)
                .register(registry);
    }
}
