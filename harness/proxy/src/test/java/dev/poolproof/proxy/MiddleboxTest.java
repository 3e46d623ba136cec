package dev.poolproof.proxy;

import static org.assertj.core.api.Assertions.assertThat;

import dev.poolproof.model.Names;
import dev.poolproof.model.fault.TimedFault;
import java.time.Duration;
import java.util.Map;
import java.util.TreeMap;
import org.junit.jupiter.api.Test;

class MiddleboxTest {
    /** The documented idle times in seconds, each typed a second time from the vendor's page. */
    private static final Map<String, Long> IDLE_SECONDS =
            Map.ofEntries(
                    Map.entry("alb", 60L),
                    Map.entry("azure-load-balancer", 240L),
                    Map.entry("azure-nat-gateway", 240L),
                    Map.entry("docker-swarm-ipvs", 900L),
                    Map.entry("envoy", 3600L),
                    Map.entry("gcp-firewall", 600L),
                    Map.entry("nat-gateway", 350L),
                    Map.entry("network-firewall", 350L),
                    Map.entry("nlb", 350L),
                    Map.entry("rds-proxy", 1800L),
                    Map.entry("security-group-nitro-v6", 350L));

    @Test
    void everyBoxActsFirstAtItsDocumentedIdleTime() {
        Map<String, Long> first = new TreeMap<>();
        for (Middlebox box : Middlebox.values()) {
            box.hop().faults().stream()
                    .map(fault -> ((TimedFault) fault).after())
                    .min(Duration::compareTo)
                    .ifPresent(after -> first.put(box.hop().name(), after.toSeconds()));
        }

        assertThat(first).containsExactlyInAnyOrderEntriesOf(IDLE_SECONDS);
    }

    @Test
    void aHopIsNamedAsItsBoxIsInFiles() {
        for (Middlebox box : Middlebox.values()) {
            assertThat(Names.parse(Middlebox.class, box.hop().name())).isEqualTo(box);
        }
    }
}
