package dev.poolproof.model.fault;

import static dev.poolproof.model.Checks.atLeast;

/**
 * Flips one bit in the payload of one record of the application's data; which bit is drawn from the
 * proxy's seed. The receiver finds that the record was tampered with, tells the sender with the
 * alert {@code bad_record_mac}, and closes: OpenSSL says "decryption failed or bad record mac",
 * Java "Tag mismatch". The header is left alone, since an enlarged length makes Java wait for ever.
 *
 * @param record which record, counted from 1 from when the fault is armed, each direction for
 *     itself. Records of the handshake are not counted, those after the ServerHello of TLS 1.3 as
 *     far as they can be told from data: of the client's the first of a Finished message's length
 *     and those before it; of the server's all before the client's first data. Session tickets that
 *     come later cannot be told and are counted.
 */
public record TlsCorrupt(@Default("1") int record) implements TlsRecordFault {
    public TlsCorrupt {
        atLeast("record", 1, record);
    }
}
