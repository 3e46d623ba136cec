package dev.poolproof.model.scenario;

import java.time.Duration;
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

    /** When the last event has happened, counted from the start of the workload. */
    public Duration ends() {
        return events.stream()
                .map(ClusterEvent::ends)
                .max(Duration::compareTo)
                .orElse(Duration.ZERO);
    }
}
