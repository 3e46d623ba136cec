package dev.poolproof.proxy;

import static dev.poolproof.model.fault.Activity.DATA;
import static dev.poolproof.model.history.NetworkAction.DROPPED;
import static dev.poolproof.model.history.NetworkAction.REVIVED;
import static dev.poolproof.model.history.NetworkAction.TIMER_FIRED;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.awaitility.Awaitility.await;

import dev.poolproof.model.fault.Ending;
import dev.poolproof.model.fault.Hop;
import dev.poolproof.model.fault.IdleAction;
import dev.poolproof.model.fault.IdleDrop;
import dev.poolproof.model.fault.ResponseTimeout;
import dev.poolproof.proxy.Rig.Pair;
import java.net.Socket;
import java.net.SocketException;
import java.net.SocketTimeoutException;
import java.time.Duration;
import java.util.List;
import java.util.Set;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.parallel.Execution;
import org.junit.jupiter.api.parallel.ExecutionMode;

/** What real sockets see of each action, on connections that have been used. */
@Tag("realtime")
@Execution(ExecutionMode.CONCURRENT)
class IdleActionsRealtimeTest {
    private final ProxyEngine engine = ProxyEngine.start();

    @AfterEach
    void stop() {
        engine.close();
    }

    @Test
    void rstBothIsAResetAtExpiryForBothSides() throws Exception {
        try (Rig rig = new Rig(engine, List.of())) {
            Pair pair = rig.used(idle(IdleAction.RST_BOTH));

            assertReset(pair.client());
            assertReset(pair.server());
        }
    }

    @Test
    void finBothIsAnEndOfStreamForBothSides() throws Exception {
        try (Rig rig = new Rig(engine, List.of())) {
            Pair pair = rig.used(idle(IdleAction.FIN_BOTH));

            assertThat(pair.client().getInputStream().read()).isEqualTo(-1);
            assertThat(pair.server().getInputStream().read()).isEqualTo(-1);
        }
    }

    @Test
    void theServerKeepsItsSessionAfterTheSendingClientWasReset() throws Exception {
        try (Rig rig = new Rig(engine, List.of())) {
            Pair pair = rig.used(idle(IdleAction.RST_TO_SENDING_CLIENT));
            await().until(() -> rig.saw(TIMER_FIRED));

            pair.serverSends("lost");
            await().until(() -> rig.saw(DROPPED));
            pair.clientSends("query");

            assertReset(pair.client());
            assertSilence(pair.server());
            pair.serverSends("still there");
            assertThat(rig.proxy.openConnections()).isEqualTo(1);
            pair.server().close();
            await().until(() -> rig.proxy.openConnections() == 0);
        }
    }

    @Test
    void eachSideIsResetOnItsOwnNextSegment() throws Exception {
        try (Rig rig = new Rig(engine, List.of())) {
            Pair pair = rig.used(idle(IdleAction.RST_TO_NEXT_SENDER));
            await().until(() -> rig.saw(TIMER_FIRED));

            pair.serverSends("push");
            assertReset(pair.server());
            assertSilence(pair.client());
            pair.clientSends("query");
            assertReset(pair.client());
        }
    }

    @Test
    void theClientsNextByteRevivesAndWhatTheServerSentArrives() throws Exception {
        try (Rig rig = new Rig(engine, List.of())) {
            Pair pair = rig.used(idle(IdleAction.REVIVE_ON_CLIENT_SEND));
            await().until(() -> rig.saw(TIMER_FIRED));
            pair.serverSends("pushed");
            assertSilence(pair.client());

            pair.clientSends("query");

            assertThat(pair.serverReads(5)).isEqualTo("query");
            assertThat(pair.clientReads(6)).isEqualTo("pushed");
            assertThat(rig.saw(REVIVED)).isTrue();
        }
    }

    @Test
    void aRequestWithoutAnAnswerIsGivenUp() throws Exception {
        List<Hop> path = Rig.hop(new ResponseTimeout(Duration.ofMillis(200), Ending.RST_BOTH));
        try (Rig rig = new Rig(engine, List.of())) {
            Pair pair = rig.used(path);
            pair.clientSends("query");

            assertReset(pair.client());
        }
    }

    private static List<Hop> idle(IdleAction then) {
        return Rig.hop(new IdleDrop(Duration.ofMillis(300), then, Set.of(DATA)));
    }

    private static void assertReset(Socket socket) {
        assertThatThrownBy(() -> socket.getInputStream().read())
                .isInstanceOf(SocketException.class)
                .hasMessageContaining("Connection reset");
    }

    private static void assertSilence(Socket socket) throws SocketException {
        int before = socket.getSoTimeout();
        socket.setSoTimeout(200);
        assertThatThrownBy(() -> socket.getInputStream().read())
                .isInstanceOf(SocketTimeoutException.class);
        socket.setSoTimeout(before);
    }
}
