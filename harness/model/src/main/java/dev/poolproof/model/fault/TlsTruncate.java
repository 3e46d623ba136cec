package dev.poolproof.model.fault;

import static dev.poolproof.model.Checks.atLeast;

/**
 * Ends the connection inside one record of the application's data: passes on its header and half of
 * its payload, then sends FIN to both sides without a {@code close_notify}, as when a host behind a
 * load balancer dies. OpenSSL calls it an unexpected EOF; Java's sockets give an {@code
 * EOFException} or {@code SSLException}.
 *
 * @param record which record, counted from 1 as for {@link TlsCorrupt}
 */
public record TlsTruncate(@Default("1") int record) implements TlsRecordFault {
    public TlsTruncate {
        atLeast("record", 1, record);
    }
}
