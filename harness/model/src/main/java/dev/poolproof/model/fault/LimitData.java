package dev.poolproof.model.fault;

import static dev.poolproof.model.Checks.atLeast;

import dev.poolproof.model.TimeScale;

/**
 * Ends the connection with FIN to both sides when so many bytes have passed; Toxiproxy's {@code
 * limit_data}. Exactly those bytes arrive. A changed limit counts the bytes that have passed
 * before.
 *
 * @param bytes counted from the fault's beginning to act; 0 to end with the first byte that comes
 */
public record LimitData(long bytes) implements StreamFault {
    public LimitData {
        atLeast("bytes", 0, bytes);
    }

    @Override
    public LimitData scaled(TimeScale scale) {
        return this;
    }
}
