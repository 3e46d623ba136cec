package dev.poolproof.model.fault;

import dev.poolproof.model.TimeScale;

/**
 * Packets of an open connection vanish, unacknowledged: the sender's kernel sends them again until
 * it gives up ({@code ETIMEDOUT}), by {@code TCP_USER_TIMEOUT}, keepalive, or {@code tcp_retries2}.
 * When the fault is removed, what was sent arrives. With the bytes that a side sends vanish its
 * acknowledgements and its FIN.
 */
public record PacketDrop() implements StreamFault {
    @Override
    public PacketDrop scaled(TimeScale scale) {
        return this;
    }
}
