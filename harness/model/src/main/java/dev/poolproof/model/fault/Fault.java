package dev.poolproof.model.fault;

import dev.poolproof.model.TimeScale;
import java.time.Duration;

/** One disturbance of a proxied connection: what to do, never how. */
public sealed interface Fault permits IdleDrop, CutAfter, ResponseTimeout {
    /** The time after which the fault acts; longer than zero. */
    Duration after();

    /** The same fault for a proxy whose clock runs at {@code scale}. */
    Fault scaled(TimeScale scale);
}
