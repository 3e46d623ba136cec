package dev.poolproof.proxy;

import dev.poolproof.model.fault.Activity;
import dev.poolproof.model.fault.Fault;
import dev.poolproof.model.fault.HalfOpen;
import dev.poolproof.model.fault.Hop;
import dev.poolproof.model.fault.IdleAction;
import dev.poolproof.model.fault.IdleDrop;
import dev.poolproof.model.fault.PacketDrop;
import dev.poolproof.model.fault.PacketLoss;
import dev.poolproof.model.fault.SynDrop;
import dev.poolproof.proxy.kernel.KernelAbilities;
import java.util.ArrayList;
import java.util.List;
import java.util.function.Predicate;

/** How far an engine can go on this machine in doing what a path asks for. */
public final class Fidelity {
    private static final String NEEDS = " (needs Linux, native epoll, and CAP_NET_ADMIN)";
    private static final String SILENCE =
            "silent drops are imitated by not reading: the kernel still acknowledges what arrives"
                    + NEEDS;
    private static final String KEEPALIVE =
            "TCP keepalive is not seen, and refreshes no idle time (needs Linux and native epoll)";

    private static final String PACKET_DROP =
            "packet-drop is imitated by not reading: the kernel still acknowledges what arrives"
                    + " until its buffers are full"
                    + NEEDS;
    private static final String PACKET_LOSS = "packet-loss is not applied: nothing is lost" + NEEDS;
    private static final String SYN_DROP =
            "syn-drop is imitated by a full backlog, for which the listener is closed for a moment"
                    + NEEDS;
    private static final String HALF_OPEN =
            "half-open: what the lost side sends is still acknowledged" + NEEDS;

    private Fidelity() {}

    /**
     * What of {@code path} differs from the real boxes with {@code engine}, as sentences; empty if
     * nothing does. What the machine allows was tried when the engine was started.
     */
    public static List<String> shortcomings(List<Hop> path, ProxyEngine engine) {
        KernelAbilities abilities = engine.abilities();
        List<Fault> faults = path.stream().flatMap(hop -> hop.faults().stream()).toList();
        List<String> shortcomings = new ArrayList<>();
        if (!abilities.dropsPackets()) {
            addIf(faults, Fidelity::isSilent, SILENCE, shortcomings);
            addIf(faults, PacketDrop.class::isInstance, PACKET_DROP, shortcomings);
            addIf(faults, PacketLoss.class::isInstance, PACKET_LOSS, shortcomings);
            addIf(faults, SynDrop.class::isInstance, SYN_DROP, shortcomings);
            addIf(faults, HalfOpen.class::isInstance, HALF_OPEN, shortcomings);
        }
        if (!abilities.seesKeepalive()) {
            addIf(faults, Fidelity::isRefreshedByKeepalive, KEEPALIVE, shortcomings);
        }
        return List.copyOf(shortcomings);
    }

    private static void addIf(
            List<Fault> faults, Predicate<Fault> isMeant, String sentence, List<String> to) {
        if (faults.stream().anyMatch(isMeant)) {
            to.add(sentence);
        }
    }

    private static boolean isSilent(Fault fault) {
        return fault instanceof IdleDrop drop && drop.then() == IdleAction.SILENT;
    }

    private static boolean isRefreshedByKeepalive(Fault fault) {
        return fault instanceof IdleDrop drop && drop.refreshedBy().contains(Activity.KEEPALIVE);
    }
}
