package dev.poolproof.runner.file;

import dev.poolproof.model.scenario.Phase;
import java.util.ArrayList;
import java.util.List;
import org.jspecify.annotations.Nullable;

/** Reads the phases of a workload. */
final class WorkloadReader {
    private static final Kinds<Phase> PHASES = Kinds.of(Phase.class);
    private static final String EXAMPLE = "a list of phases, such as - " + PHASES.example("quiet");

    private WorkloadReader() {}

    static @Nullable List<Phase> read(Item item) {
        List<Item> items = item.list(EXAMPLE);
        if (items == null) {
            return null;
        }
        if (items.isEmpty()) {
            item.error("a workload must have at least one phase", EXAMPLE);
        }
        List<Phase> phases = new ArrayList<>();
        for (Item each : items) {
            Phase phase = phase(each);
            if (phase != null) {
                phases.add(phase);
            }
        }
        return !items.isEmpty() && phases.size() == items.size() ? phases : null;
    }

    private static @Nullable Phase phase(Item item) {
        String named = item.isScalar() ? item.seen().replace("\"", "") : "";
        Block block = item.block(PHASES.example(PHASES.has(named) ? named : "quiet"));
        Block.Entry entry =
                block == null
                        ? null
                        : block.only(
                                "each phase as a list item of its own, with its values further"
                                        + " right");
        if (entry == null) {
            return null;
        }
        if (!PHASES.has(entry.name())) {
            entry.key()
                    .error(
                            Item.quoted(entry.name()) + " is not known here",
                            Nearest.advice(entry.name(), PHASES.names()));
            return null;
        }
        return PHASES.read(entry);
    }
}
