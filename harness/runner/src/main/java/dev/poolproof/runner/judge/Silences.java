package dev.poolproof.runner.judge;

import dev.poolproof.model.history.History;
import dev.poolproof.model.history.HistoryEvent.Network;
import dev.poolproof.model.history.NetworkAction;
import java.time.Duration;
import java.util.EnumSet;
import java.util.HashMap;
import java.util.Map;
import java.util.Set;

/** How long connections were silent on the wire. */
final class Silences {
    private static final Set<NetworkAction> SIGNS_OF_LIFE =
            EnumSet.of(NetworkAction.ACCEPTED, NetworkAction.CONNECTED, NetworkAction.BYTES);

    private static final Set<NetworkAction> ENDS =
            EnumSet.of(
                    NetworkAction.FIN_RECEIVED,
                    NetworkAction.RST_RECEIVED,
                    NetworkAction.TIMER_FIRED,
                    NetworkAction.CLOSED);

    private Silences() {}

    /**
     * The longest time in which nothing was seen on a connection that was open.
     *
     * @param end silence after this does not count
     */
    static Duration longest(History history, Duration end) {
        Map<Long, Duration> lastSeen = new HashMap<>();
        Duration longest = Duration.ZERO;
        for (Network event : history.all(Network.class).toList()) {
            if (event.at().compareTo(end) > 0) {
                break;
            }
            boolean alive =
                    SIGNS_OF_LIFE.contains(event.action())
                            || event.action() == NetworkAction.KEEPALIVE_SEEN;
            boolean over = ENDS.contains(event.action());
            Duration last = lastSeen.get(event.connection());
            if (last != null && (alive || over)) {
                longest = max(longest, event.at().minus(last));
            }
            if (alive) {
                lastSeen.put(event.connection(), event.at());
            } else if (over) {
                lastSeen.remove(event.connection());
            }
        }
        for (Duration last : lastSeen.values()) {
            longest = max(longest, end.minus(last));
        }
        return longest;
    }

    private static Duration max(Duration first, Duration second) {
        return first.compareTo(second) >= 0 ? first : second;
    }
}
