package dev.poolproof.warp.runtime;

import dev.poolproof.warp.shared.CacheTimes;
import dev.poolproof.warp.shared.NameServer;
import java.net.InetAddress;
import java.net.UnknownHostException;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.TimeUnit;
import org.jspecify.annotations.Nullable;

/** A name with the last answer of its name server, for as long as that is remembered. */
final class CachedName {
    private final String name;
    private final NameServer server;
    private final CacheTimes times;
    private @Nullable Answer remembered;

    /**
     * @param addresses none if the name had none
     * @param untilNanos of virtual time
     * @param forEver whether {@code untilNanos} means nothing
     */
    private record Answer(List<InetAddress> addresses, long untilNanos, boolean forEver) {}

    CachedName(String name, NameServer server, CacheTimes times) {
        this.name = name;
        this.server = server;
        this.times = times;
    }

    String name() {
        return name;
    }

    /** One or more; like the JDK, asks for one caller at a time. */
    synchronized List<InetAddress> addresses() throws UnknownHostException {
        Answer answer = remembered;
        if (answer == null || (!answer.forEver && answer.untilNanos - VirtualTime.nanos() < 0)) {
            answer = ask();
        }
        if (answer.addresses.isEmpty()) {
            throw new UnknownHostException(name);
        }
        return answer.addresses;
    }

    private Answer ask() throws UnknownHostException {
        List<InetAddress> addresses = new ArrayList<>();
        try {
            for (InetAddress address : server.lookUp(name)) {
                addresses.add(InetAddress.getByAddress(name, address.getAddress()));
            }
        } catch (UnknownHostException none) {
            // Remembered too, by the time for such answers; the caller is told.
            addresses.clear();
        }
        int seconds = addresses.isEmpty() ? times.negativeTtl() : times.ttl();
        long until = VirtualTime.nanos() + TimeUnit.SECONDS.toNanos(Math.max(0, seconds));
        Answer answer = new Answer(List.copyOf(addresses), until, seconds < 0);
        remembered = seconds == 0 ? null : answer;
        return answer;
    }
}
