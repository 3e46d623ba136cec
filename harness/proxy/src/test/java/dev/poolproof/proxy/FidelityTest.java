package dev.poolproof.proxy;

import static org.assertj.core.api.Assertions.assertThat;
import static org.junit.jupiter.api.Assumptions.assumeTrue;

import java.util.List;
import org.junit.jupiter.api.Test;

class FidelityTest {
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
    void nothingIsMissingWhereTheKernelAllowsAll() {
        try (ProxyEngine engine = ProxyEngine.start()) {
            KernelAbilities abilities = engine.abilities();
            assumeTrue(
                    abilities.dropsPackets() && abilities.seesKeepalive(),
                    "the kernel does not allow all: " + abilities);

            for (Middlebox box : Middlebox.values()) {
                assertThat(shortcomings(box, engine)).isEmpty();
            }
        }
    }

    private static List<String> shortcomings(Middlebox box, ProxyEngine engine) {
        return Fidelity.shortcomings(List.of(box.hop()), engine);
    }
}
