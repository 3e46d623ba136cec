package dev.poolproof.model.fault;

import dev.poolproof.model.TimeScale;

/**
 * A fault on the records of a TLS connection, which is not terminated. TLS is found where it begins
 * the connection, after PostgreSQL's SSLRequest, and after MySQL's. Put on a connection that is
 * open already, the fault finds the records again at the next read that begins with a record's
 * header. Where there is no TLS it does nothing, and the history says so.
 */
public sealed interface TlsRecordFault extends StreamFault
        permits TlsCorrupt, TlsTruncate, TlsAlert {
    /** The fault itself: it has no times. */
    @Override
    default TlsRecordFault scaled(TimeScale scale) {
        return this;
    }
}
