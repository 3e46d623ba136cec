package dev.poolproof.model.fault;

import dev.poolproof.model.TimeScale;
import java.util.List;

/**
 * One middlebox on the path: a name, with the faults that make it up. The first timer to fire wins.
 *
 * @param name as the path of a scenario names it: a preset's name, or that of a bare fault
 * @param faults none for a hop that only passes on
 */
public record Hop(String name, List<Fault> faults) {
    public Hop {
        if (name.isBlank()) {
            throw new IllegalArgumentException("a hop must have a name");
        }
        faults = List.copyOf(faults);
    }

    /** The same hop for a proxy whose clock runs at {@code scale}. */
    public Hop scaled(TimeScale scale) {
        return new Hop(name, faults.stream().map(fault -> fault.scaled(scale)).toList());
    }
}
