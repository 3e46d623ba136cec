package dev.poolproof.model.fault;

import dev.poolproof.model.TimeScale;

/** One disturbance of a proxied connection: what to do, never how. */
public sealed interface Fault
        permits TimedFault,
                StreamFault,
                ConnectFault,
                ListenerFault,
                TlsHandshakeFault,
                HalfOpen,
                Close {
    /** The same fault for a proxy whose clock runs at {@code scale}. */
    Fault scaled(TimeScale scale);
}
