package dev.poolproof.runner.judge;

import static org.assertj.core.api.Assertions.assertThat;

import dev.poolproof.model.history.History;
import dev.poolproof.model.history.HistoryEvent.Network;
import dev.poolproof.model.history.NetworkAction;
import dev.poolproof.model.history.Side;
import org.junit.jupiter.api.Test;

class ServerEndsTest {
    @Test
    void aServerThatLetsGoOfASilentClientHasEndedItsSession() {
        History history =
                new Play()
                        .accepted(1, 1)
                        .bytes(100, 1)
                        .network(400, 1, NetworkAction.FIN_RECEIVED, Side.SERVER)
                        .ended(410);

        assertThat(ServerEnds.of(history))
                .singleElement()
                .extracting(Network::connection)
                .isEqualTo(1L);
    }

    @Test
    void aSessionThatTheClientOrAHopEndedIsNotTheServers() {
        History history =
                new Play()
                        .accepted(1, 1)
                        .network(300, 1, NetworkAction.FIN_RECEIVED, Side.CLIENT)
                        .network(301, 1, NetworkAction.FIN_RECEIVED, Side.SERVER)
                        .accepted(1, 2)
                        .fired(351, 2)
                        .network(352, 2, NetworkAction.RST_RECEIVED, Side.SERVER)
                        .ended(410);

        assertThat(ServerEnds.of(history)).isEmpty();
    }

    /** The client says that it goes, and the server is the first to close. */
    @Test
    void aServerThatAnswersAGoodbyeHasNotEndedTheSession() {
        History history =
                new Play()
                        .accepted(1, 1)
                        .bytes(300, 1)
                        .network(301, 1, NetworkAction.FIN_RECEIVED, Side.SERVER)
                        .ended(410);

        assertThat(ServerEnds.of(history)).isEmpty();
    }
}
