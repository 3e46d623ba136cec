package dev.poolproof.runner.file;

import dev.poolproof.model.Names;
import dev.poolproof.model.scenario.Phase;
import java.util.ArrayList;
import java.util.List;
import org.jspecify.annotations.Nullable;

/** Reads the phases of a workload. */
final class WorkloadReader {
    private static final Kinds<Phase> PHASES = Kinds.of(Phase.class);
    private static final String EXAMPLE = "a list of phases, such as - " + PHASES.example("quiet");

    private static final String TOGETHER = Names.of(Phase.Together.class);
    private static final String TWO_PHASES =
            "[ " + PHASES.example("steady") + ", " + PHASES.example("scheduled") + " ]";

    private WorkloadReader() {}

    static @Nullable List<Phase> read(Item item) {
        List<Item> items = item.list(EXAMPLE);
        if (items == null) {
            return null;
        }
        if (items.isEmpty()) {
            item.error("a workload must have at least one phase", EXAMPLE);
        }
        return all(items, WorkloadReader::phase);
    }

    private static @Nullable List<Phase> all(List<Item> items, ValueReader<Phase> reader) {
        List<Phase> phases = new ArrayList<>();
        for (Item each : items) {
            Phase phase = reader.read(each);
            if (phase != null) {
                phases.add(phase);
            }
        }
        return !items.isEmpty() && phases.size() == items.size() ? phases : null;
    }

    private static @Nullable Phase phase(Item item) {
        String named = item.isScalar() ? item.seen().replace("\"", "") : "";
        Block block = item.block(example(named));
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
        return entry.name().equals(TOGETHER) ? together(entry.value()) : PHASES.read(entry);
    }

    private static @Nullable Phase together(Item item) {
        List<Item> items = item.list(TWO_PHASES);
        if (items == null) {
            return null;
        }
        if (items.size() < 2) {
            item.error("two phases or more are played together, not " + items.size(), TWO_PHASES);
            return null;
        }
        List<Phase> phases = all(items, WorkloadReader::alone);
        return phases == null ? null : new Phase.Together(phases);
    }

    private static @Nullable Phase alone(Item item) {
        Phase phase = phase(item);
        if (phase instanceof Phase.Together) {
            item.error("phases are together already", "its phases, without another together");
            return null;
        }
        return phase;
    }

    private static String example(String named) {
        if (named.equals(TOGETHER)) {
            return "{ " + TOGETHER + ": " + TWO_PHASES + " }";
        }
        return PHASES.example(PHASES.has(named) ? named : "quiet");
    }
}
