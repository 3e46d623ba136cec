package dev.poolproof.model.scenario;

/** In which selection of scenarios one is played. */
public enum Played {
    /** By default, and so in every selection. */
    DEFAULT,
    /** Only where all scenarios are asked for, or this one is, by its name or its file. */
    ALL
}
