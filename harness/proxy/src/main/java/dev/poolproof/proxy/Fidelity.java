package dev.poolproof.proxy;

import dev.poolproof.model.fault.Activity;
import dev.poolproof.model.fault.Hop;
import dev.poolproof.model.fault.IdleAction;
import dev.poolproof.model.fault.IdleDrop;
import java.util.ArrayList;
import java.util.List;

/** How far an engine can go on this machine in doing what a path asks for. */
public final class Fidelity {
    private static final String SILENCE =
            "silent drops are imitated by not reading: the kernel still acknowledges what arrives"
                    + " (needs Linux, native epoll, and CAP_NET_ADMIN)";
    private static final String KEEPALIVE =
            "TCP keepalive is not seen, and refreshes no idle time (needs Linux and native epoll)";

    private Fidelity() {}

    /**
     * What of {@code path} differs from the real boxes with {@code engine}, as sentences; empty if
     * nothing does. What the machine allows was tried when the engine was started.
     */
    public static List<String> shortcomings(List<Hop> path, ProxyEngine engine) {
        KernelAbilities abilities = engine.abilities();
        List<IdleDrop> idleDrops =
                path.stream()
                        .flatMap(hop -> hop.faults().stream())
                        .filter(IdleDrop.class::isInstance)
                        .map(IdleDrop.class::cast)
                        .toList();
        List<String> shortcomings = new ArrayList<>();
        if (!abilities.dropsPackets()
                && idleDrops.stream().anyMatch(drop -> drop.then() == IdleAction.SILENT)) {
            shortcomings.add(SILENCE);
        }
        if (!abilities.seesKeepalive()
                && idleDrops.stream()
                        .anyMatch(drop -> drop.refreshedBy().contains(Activity.KEEPALIVE))) {
            shortcomings.add(KEEPALIVE);
        }
        return List.copyOf(shortcomings);
    }
}
