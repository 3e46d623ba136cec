package dev.poolproof.runner.bench;

import dev.poolproof.model.TimeScale;

import java.util.List;

/**
 * All that was measured at one time scale.
 *
 * @param first the first repetition, thrown away
 * @param measured those after the thrown away ones
 * @param circumstances the machine meanwhile, in words
 */
record Series(TimeScale scale, List<Sample> first, List<Sample> measured, String circumstances) {
    Series {
        first = List.copyOf(first);
        measured = List.copyOf(measured);
    }

    /** The samples of one line of the table. */
    static List<Sample> of(List<Sample> samples, String row) {
        return samples.stream().filter(sample -> sample.row().equals(row)).toList();
    }
}
