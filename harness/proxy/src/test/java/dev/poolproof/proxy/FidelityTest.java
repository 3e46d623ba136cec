package dev.poolproof.proxy;

import static org.assertj.core.api.Assertions.assertThat;
import static org.junit.jupiter.api.Assumptions.assumeTrue;

import dev.poolproof.model.fault.Fault;
import dev.poolproof.model.fault.HalfOpen;
import dev.poolproof.model.fault.Hop;
import dev.poolproof.model.fault.PacketDrop;
import dev.poolproof.model.fault.PacketLoss;
import dev.poolproof.model.fault.SynDrop;
import dev.poolproof.model.history.Side;
import dev.poolproof.proxy.kernel.KernelAbilities;
import java.util.List;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;

class FidelityTest {
    private static final List<Hop> PACKETS =
            Stream.of(new PacketDrop(), new PacketLoss(1), new SynDrop(), new HalfOpen(Side.SERVER))
                    .map(fault -> new Hop("hop", List.<Fault>of(fault)))
                    .toList();

    @Test
    void theJdksSocketsNeitherDropPacketsNorSeeKeepalive() {
        try (ProxyEngine engine = ProxyEngine.start(Transport.NIO)) {
            assertThat(shortcomings(Middlebox.AZURE_LOAD_BALANCER, engine))
                    .satisfiesExactly(
                            first -> assertThat(first).contains("silent drops are imitated"),
                            second -> assertThat(second).contains("keepalive is not seen"));
            assertThat(shortcomings(Middlebox.NLB, engine))
                    .singleElement()
                    .asString()
                    .contains("keepalive is not seen");
            assertThat(shortcomings(Middlebox.ALB, engine)).isEmpty();
        }
    }

    @Test
    void whatTheJdksSocketsCannotDoToPacketsIsSaidOfEachFault() {
        try (ProxyEngine engine = ProxyEngine.start(Transport.NIO)) {
            assertThat(Fidelity.shortcomings(PACKETS, engine))
                    .satisfiesExactly(
                            drop -> assertThat(drop).startsWith("packet-drop is imitated"),
                            loss -> assertThat(loss).startsWith("packet-loss is not applied"),
                            syn -> assertThat(syn).startsWith("syn-drop is imitated"),
                            half -> assertThat(half).startsWith("half-open: "));
        }
    }

    @Test
    void nothingIsMissingWhereTheKernelAllowsAll() {
        try (ProxyEngine engine = ProxyEngine.start()) {
            KernelAbilities abilities = engine.abilities();
            assumeTrue(
                    abilities.dropsPackets() && abilities.seesKeepalive(),
                    "the kernel does not allow all: " + abilities);

            for (Middlebox box : Middlebox.values()) {
                assertThat(shortcomings(box, engine)).isEmpty();
            }
            assertThat(Fidelity.shortcomings(PACKETS, engine)).isEmpty();
        }
    }

    private static List<String> shortcomings(Middlebox box, ProxyEngine engine) {
        return Fidelity.shortcomings(List.of(box.hop()), engine);
    }
}
