package dev.poolproof.model.fault;

import dev.poolproof.model.TimeScale;

/**
 * SYNs vanish: the client's connect gets no answer and ends by its own timeout, else by the
 * kernel's (Linux: {@code tcp_syn_retries}, about 127 s). A connect that still waits when the fault
 * is removed succeeds with its next SYN.
 */
public record SynDrop() implements ListenerFault {
    @Override
    public SynDrop scaled(TimeScale scale) {
        return this;
    }
}
