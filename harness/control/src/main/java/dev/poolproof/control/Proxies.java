package dev.poolproof.control;

import java.util.Collection;
import java.util.List;
import java.util.Map;
import java.util.concurrent.ConcurrentSkipListMap;

/** All proxies of a control server, by name. Thread-safe. */
final class Proxies {
    private final Map<String, ManagedProxy> byName = new ConcurrentSkipListMap<>();
    private final ManagedProxy.Opener opener;
    private final ProxyMeters meters;

    Proxies(ManagedProxy.Opener opener, ProxyMeters meters) {
        this.opener = opener;
        this.meters = meters;
    }

    /** What a request or a file says of one proxy. */
    record Wanted(String name, String listen, String upstream, boolean enabled) {}

    /** All, in the order of their names. */
    Collection<ManagedProxy> all() {
        return List.copyOf(byName.values());
    }

    /**
     * The proxy of this name.
     *
     * @throws ApiError if there is none
     */
    ManagedProxy get(String name) {
        ManagedProxy proxy = byName.get(name);
        if (proxy == null) {
            throw ApiError.noSuchProxy();
        }
        return proxy;
    }

    /**
     * Makes a new proxy.
     *
     * @throws ApiError if there is one of the name, or it cannot listen
     */
    synchronized ManagedProxy add(Wanted wanted) {
        if (byName.containsKey(wanted.name())) {
            throw ApiError.proxyExists();
        }
        return put(wanted);
    }

    /** Makes a new proxy, in the place of the one of its name unless that is the same. */
    synchronized ManagedProxy addOrReplace(Wanted wanted) {
        ManagedProxy existing = byName.get(wanted.name());
        if (existing != null) {
            if (!existing.differs(wanted.listen(), wanted.upstream())) {
                return existing;
            }
            existing.stop();
        }
        return put(wanted);
    }

    /** Stops a proxy, and forgets it. */
    synchronized void remove(String name) {
        get(name).stop();
        byName.remove(name);
        meters.remove(name);
    }

    private ManagedProxy put(Wanted wanted) {
        ManagedProxy proxy =
                new ManagedProxy(wanted.name(), wanted.listen(), wanted.upstream(), opener);
        if (wanted.enabled()) {
            proxy.start();
        }
        byName.put(wanted.name(), proxy);
        meters.add(proxy);
        return proxy;
    }
}
