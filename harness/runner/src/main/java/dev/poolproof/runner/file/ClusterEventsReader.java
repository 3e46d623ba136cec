package dev.poolproof.runner.file;

import dev.poolproof.model.scenario.ClusterEvent;
import dev.poolproof.model.scenario.ClusterPlan;
import java.util.ArrayList;
import java.util.List;
import org.jspecify.annotations.Nullable;

/** Reads what happens to the cluster that a scenario's database is. */
final class ClusterEventsReader {
    private static final Kinds<ClusterEvent> EVENTS = Kinds.of(ClusterEvent.class);
    private static final String EXAMPLE =
            "a list of events, such as - " + EVENTS.example("failover");

    private ClusterEventsReader() {}

    static @Nullable ClusterPlan read(Item item) {
        List<Item> items = item.list(EXAMPLE);
        if (items == null) {
            return null;
        }
        if (items.isEmpty()) {
            item.error("a cluster to which nothing happens is no incident", EXAMPLE);
        }
        List<ClusterEvent> events = new ArrayList<>();
        for (Item each : items) {
            ClusterEvent event = event(each);
            if (event != null) {
                events.add(event);
            }
        }
        return !items.isEmpty() && events.size() == items.size() ? new ClusterPlan(events) : null;
    }

    private static @Nullable ClusterEvent event(Item item) {
        Block block = item.block(EVENTS.example("failover"));
        Block.Entry entry =
                block == null ? null : block.only("each event as a list item of its own");
        if (entry == null) {
            return null;
        }
        if (!EVENTS.has(entry.name())) {
            entry.key()
                    .error(
                            Item.quoted(entry.name()) + " is not known here",
                            Nearest.advice(entry.name(), EVENTS.names()));
            return null;
        }
        return EVENTS.read(entry);
    }
}
