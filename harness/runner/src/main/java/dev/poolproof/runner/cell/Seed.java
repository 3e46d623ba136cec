package dev.poolproof.runner.cell;

import java.util.SplittableRandom;
import java.util.random.RandomGenerator;

/** The seed of a run, from which every cell gets a generator of its own. */
public record Seed(long value) {
    /** The generator of a cell; its control gets an equal one, so that both decide alike. */
    RandomGenerator forCell(CellPlan plan) {
        return new SplittableRandom(ofCell(plan));
    }

    /** The seed of a cell's proxy. */
    long ofCell(CellPlan plan) {
        long cell = 31L * plan.scenario().name().hashCode() + plan.candidate().name().hashCode();
        return new SplittableRandom(value).nextLong() + cell;
    }
}
