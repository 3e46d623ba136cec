package dev.poolproof.runner.database.container;

import static org.assertj.core.api.Assertions.assertThatIOException;

import dev.poolproof.container.NeedsImage;
import dev.poolproof.runner.database.Credentials;
import dev.poolproof.runner.database.NodeLauncher.Order;
import dev.poolproof.runner.database.NodeProcess;
import java.util.List;
import org.junit.jupiter.api.Test;

@NeedsImage("postgres:17")
class PostgresqlNodesTest {
    private static final Order ORDER =
            new Order(20_001, 20_002, List.of(), new Credentials("postgres", ""), "");

    /** Nobody would remove its container. */
    @Test
    void noNodeIsStartedWhenTheRunHasEnded() throws Exception {
        PostgresqlNodes nodes = new PostgresqlNodes();
        NodeProcess early = nodes.node(ORDER);

        nodes.close();

        assertThatIOException().isThrownBy(early::start).withMessageContaining("removed");
        assertThatIOException().isThrownBy(() -> nodes.node(ORDER)).withMessageContaining("ended");
    }
}
