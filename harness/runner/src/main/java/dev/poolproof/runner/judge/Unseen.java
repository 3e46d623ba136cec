package dev.poolproof.runner.judge;

import dev.poolproof.model.history.History;
import dev.poolproof.model.history.HistoryEvent.OperationEnded;
import dev.poolproof.model.history.NetworkAction;
import java.time.Duration;
import java.util.List;

/** What operations alone show of a path that tells nothing, as that of a genuine Toxiproxy. */
final class Unseen {
    private static final int MEDIAN = 50;
    private static final int NEARLY_ALL = 99;

    private Unseen() {}

    /** Whether the path tells nothing: what is unseen then belongs to no connection. */
    static boolean isPathOf(History cell) {
        return cell.network(NetworkAction.UNSEEN).anyMatch(event -> event.connection() == 0);
    }

    /**
     * Whether something happened in {@code cell} that did not in its control: an operation failed,
     * or half of them took longer than nearly all of the control's.
     */
    static boolean shows(History cell, History control) {
        return (anyFailed(cell) && !anyFailed(control))
                || took(cell, MEDIAN).compareTo(took(control, NEARLY_ALL)) > 0;
    }

    private static boolean anyFailed(History history) {
        return history.all(OperationEnded.class).anyMatch(Measurement::failed);
    }

    private static Duration took(History history, int percent) {
        List<Duration> sorted =
                history.all(OperationEnded.class).map(OperationEnded::took).sorted().toList();
        return sorted.isEmpty()
                ? Duration.ZERO
                : sorted.get(Math.min(sorted.size() - 1, sorted.size() * percent / 100));
    }
}
