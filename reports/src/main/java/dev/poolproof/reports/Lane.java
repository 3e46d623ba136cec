package dev.poolproof.reports;

import dev.poolproof.model.history.HistoryEvent.Network;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import org.jspecify.annotations.Nullable;

/** What happened on one proxied connection, in order; filled from its network events. */
final class Lane {
    private final long connection;
    private final Duration opened;
    private final List<Duration> bytes = new ArrayList<>();
    private final List<Duration> keepalives = new ArrayList<>();
    private final List<Duration> resets = new ArrayList<>();
    private final List<Duration> fins = new ArrayList<>();
    private final List<Span> forgotten = new ArrayList<>();
    private Duration closed;
    private @Nullable Duration firedAt;

    Lane(long connection, Duration opened, Duration end) {
        this.connection = connection;
        this.opened = opened;
        closed = end;
    }

    void add(Network event) {
        Duration at = event.at();
        switch (event.action()) {
            case BYTES -> bytes.add(at);
            case KEEPALIVE_SEEN -> keepalives.add(at);
            case RST_SENT, RST_RECEIVED, CONNECT_FAILED -> resets.add(at);
            case FIN_SENT, FIN_RECEIVED -> fins.add(at);
            case TIMER_FIRED -> firedAt = firedAt == null ? at : firedAt;
            case REVIVED -> knownAgain(at);
            case CLOSED -> {
                closed = at;
                knownAgain(at);
            }
            case ARMED, SPARED, ACTED, MOMENT, UNSEEN, UNABLE -> {} // what they lead to is drawn
            case ACCEPTED, CONNECTED, DROPPED -> {} // the lane's begin, or seen in what follows
        }
    }

    /** Ends what is open when the history ends. */
    void end() {
        knownAgain(closed);
    }

    private void knownAgain(Duration at) {
        if (firedAt != null) {
            forgotten.add(new Span(firedAt, at));
            firedAt = null;
        }
    }

    long connection() {
        return connection;
    }

    Span life() {
        return new Span(opened, closed);
    }

    List<Duration> bytes() {
        return bytes;
    }

    List<Duration> keepalives() {
        return keepalives;
    }

    /** RSTs of either side, and connects to the server that failed. */
    List<Duration> resets() {
        return resets;
    }

    List<Duration> fins() {
        return fins;
    }

    /** From a middlebox's timer to the moment when the connection was closed or known again. */
    List<Span> forgotten() {
        return forgotten;
    }

    boolean isDisturbed() {
        return !forgotten.isEmpty() || !resets.isEmpty();
    }
}
