package dev.poolproof.runner.judge;

import dev.poolproof.model.history.History;
import dev.poolproof.model.history.HistoryEvent.Network;
import dev.poolproof.model.history.NetworkAction;
import dev.poolproof.model.history.Side;
import java.time.Duration;
import java.util.HashMap;
import java.util.HashSet;
import java.util.Map;
import java.util.Set;
import java.util.stream.Stream;

/** Sessions that the database ended by itself while the client was silent. */
final class ServerEnds {
    /**
     * A server also closes first when the client has just said that it goes; a time for idle
     * sessions that is shorter than this would end most requests.
     */
    private static final Duration SILENT = Duration.ofSeconds(10);

    private ServerEnds() {}

    /** The events with which the server let go, in order. */
    static Stream<Network> of(History history) {
        Map<Long, Duration> clientSpoke = new HashMap<>();
        Set<Long> others = new HashSet<>();
        return history.all(Network.class)
                .filter(
                        event -> {
                            long connection = event.connection();
                            if (isOfServer(event)) {
                                Duration last = clientSpoke.get(connection);
                                return last != null
                                        && event.at().minus(last).compareTo(SILENT) > 0
                                        && others.add(connection);
                            }
                            if (isSignOfClient(event)) {
                                clientSpoke.put(connection, event.at());
                            }
                            if (event.hop() != null || isOver(event)) {
                                others.add(connection);
                            }
                            return false;
                        });
    }

    private static boolean isOfServer(Network event) {
        return event.side() == Side.SERVER && isOver(event);
    }

    private static boolean isSignOfClient(Network event) {
        return event.action() == NetworkAction.ACCEPTED
                || (event.action() == NetworkAction.BYTES && event.side() == Side.CLIENT);
    }

    private static boolean isOver(Network event) {
        return event.action() == NetworkAction.FIN_RECEIVED
                || event.action() == NetworkAction.RST_RECEIVED
                || event.action() == NetworkAction.CLOSED;
    }
}
