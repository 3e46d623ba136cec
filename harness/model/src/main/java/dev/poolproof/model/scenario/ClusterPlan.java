package dev.poolproof.model.scenario;

import dev.poolproof.model.Durations;
import java.time.Duration;
import java.util.Comparator;
import java.util.List;

/**
 * The cluster that a scenario's database is.
 *
 * @param events that happen to it, in any order; none for one that is left in peace
 */
public record ClusterPlan(List<ClusterEvent> events) {
    public ClusterPlan {
        events = List.copyOf(events);
    }

    /** A cluster that something happens to is whole again before the next. */
    void checkOrder() {
        List<ClusterEvent> inOrder =
                events.stream().sorted(Comparator.comparing(ClusterEvent::at)).toList();
        for (int next = 1; next < inOrder.size(); next++) {
            ClusterEvent before = inOrder.get(next - 1);
            if (before instanceof ClusterEvent.BlueGreenSwitch) {
                throw new IllegalArgumentException(
                        "events must not go on after a switch, which leaves no cluster");
            }
            if (inOrder.get(next).at().compareTo(before.ends()) < 0) {
                throw new IllegalArgumentException(
                        "events must come one after another: that of %s has not ended by %s"
                                .formatted(
                                        Durations.print(before.at()),
                                        Durations.print(inOrder.get(next).at())));
            }
        }
    }

    /** The same cluster, left in peace. */
    public ClusterPlan undisturbed() {
        return new ClusterPlan(List.of());
    }

    /**
     * Whether its clients know one node alone: the other is the green one of a blue/green
     * deployment, which has names of its own until the switch.
     */
    public boolean isBlueGreen() {
        return events.stream().anyMatch(ClusterEvent.BlueGreenSwitch.class::isInstance);
    }

    /** When the first event begins, counted from the start of the workload. */
    public Duration begins() {
        return events.stream().map(ClusterEvent::at).min(Duration::compareTo).orElse(Duration.ZERO);
    }

    /** When the last event has happened, counted from the start of the workload. */
    public Duration ends() {
        return events.stream()
                .map(ClusterEvent::ends)
                .max(Duration::compareTo)
                .orElse(Duration.ZERO);
    }
}
