package dev.poolproof.model.fault;

import java.time.Duration;
import java.util.stream.Stream;

/** A fault that acts by itself when its time has come. */
public sealed interface TimedFault extends Fault permits IdleDrop, CutAfter, ResponseTimeout {
    /** The time after which the fault acts; longer than zero. */
    Duration after();

    /** Those of {@code faults} that are timed. */
    static Stream<TimedFault> of(Stream<Fault> faults) {
        return faults.filter(TimedFault.class::isInstance).map(TimedFault.class::cast);
    }
}
