package dev.poolproof.warp.runtime;

import dev.poolproof.warp.shared.CacheTimes;
import dev.poolproof.warp.shared.NameServer;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.net.UnknownHostException;
import java.util.Locale;
import java.util.Map;
import java.util.concurrent.ConcurrentHashMap;
import org.jspecify.annotations.Nullable;

/** Lookups of names, with a cache in virtual time for those that have a name server here. */
public final class Names {
    private static final Map<String, CachedName> HOSTS = new ConcurrentHashMap<>();

    private Names() {}

    /** {@link InetAddress#getByName(String)}. */
    public static InetAddress getByName(@Nullable String host) throws UnknownHostException {
        CachedName known = known(host);
        return known == null ? InetAddress.getByName(host) : known.addresses().get(0);
    }

    /** {@link InetAddress#getAllByName(String)}. */
    public static InetAddress[] getAllByName(@Nullable String host) throws UnknownHostException {
        CachedName known = known(host);
        return known == null
                ? InetAddress.getAllByName(host)
                : known.addresses().toArray(new InetAddress[0]);
    }

    /** {@link InetSocketAddress#InetSocketAddress(String, int)}. */
    public static InetSocketAddress socketAddress(@Nullable String host, int port) {
        CachedName known = known(host);
        if (known == null) {
            return new InetSocketAddress(host, port);
        }
        try {
            return new InetSocketAddress(known.addresses().get(0), port);
        } catch (UnknownHostException e) {
            // As the JDK's constructor has it: whoever connects to this is told then.
            return InetSocketAddress.createUnresolved(known.name(), port);
        }
    }

    static void put(String name, NameServer server, CacheTimes times) {
        HOSTS.put(name, new CachedName(name, server, times));
    }

    static void remove(String name) {
        HOSTS.remove(name);
    }

    private static @Nullable CachedName known(@Nullable String host) {
        return host == null || HOSTS.isEmpty() ? null : HOSTS.get(host.toLowerCase(Locale.ROOT));
    }
}
