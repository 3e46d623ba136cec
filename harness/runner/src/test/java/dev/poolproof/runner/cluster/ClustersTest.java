package dev.poolproof.runner.cluster;

import static org.assertj.core.api.Assertions.assertThat;

import java.net.InetAddress;
import java.util.List;
import org.junit.jupiter.api.Test;

class ClustersTest {
    @Test
    void runThatHasAServerOfItsOwnOrOneAddressOnlyCanHaveNone() throws Exception {
        assertThat(Clusters.cannotBeHad("jdbc:postgresql://127.0.0.1/mine"))
                .contains("servers of Poolproof's own");
        // RFC 5737: nobody's.
        assertThat(Clusters.cannotBeReached(List.of(InetAddress.getByName("192.0.2.1"))))
                .contains("nothing can listen on 192.0.2.1");
        assertThat(Clusters.cannotBeReached(List.of(InetAddress.getLoopbackAddress()))).isNull();
    }
}
