package dev.poolproof.model.fault;

import static java.util.Objects.requireNonNull;

/**
 * Sends one alert record of its own, not encrypted, before the sender's next record: during the
 * handshake the receiver believes it and gives up with the alert's name. Once the receiver has keys
 * (TLS 1.2: after the ChangeCipherSpec; TLS 1.3: after the ServerHello) it finds a record that
 * cannot be decrypted, or is of the wrong kind.
 *
 * @param level how bad it is said to be
 * @param description what is said to be wrong
 */
public record TlsAlert(@Default("fatal") AlertLevel level, AlertDescription description)
        implements TlsRecordFault {
    public TlsAlert {
        requireNonNull(level, "level");
        requireNonNull(description, "description");
    }
}
