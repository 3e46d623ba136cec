package dev.poolproof.http.alb;

import static dev.poolproof.model.Checks.positive;

import java.time.Duration;

/**
 * What can be set of an Application Load Balancer, on the wall clock, and what its vendor does not
 * say.
 *
 * @param idleTimeout {@code idle_timeout.timeout_seconds}: how long a client's or a target's
 *     connection may carry no byte in either direction; AWS takes 1 to 4000 s
 * @param clientKeepAlive {@code client_keep_alive.seconds}: the age from which a client's
 *     connection is given one answer more, with {@code Connection: close}; AWS takes 60 to 604800 s
 * @param connectTimeout how long a connection to the target may take; fixed at AWS
 * @param idleClientEnd how an idle client's connection is closed; AWS does not say
 * @param targetEnd how a target's connection is closed, whether idle or given up; AWS does not say
 */
public record AlbSettings(
        Duration idleTimeout,
        Duration clientKeepAlive,
        Duration connectTimeout,
        ConnectionEnd idleClientEnd,
        ConnectionEnd targetEnd) {
    /**
     * AWS's defaults: 60 s, 3600 s and 10 s. A FIN to either side is an assumption: it is what a
     * proxy's ordinary close sends.
     */
    public static final AlbSettings DEFAULT =
            new AlbSettings(
                    Duration.ofSeconds(60),
                    Duration.ofSeconds(3600),
                    Duration.ofSeconds(10),
                    ConnectionEnd.FIN,
                    ConnectionEnd.FIN);

    public AlbSettings {
        positive("idleTimeout", idleTimeout);
        positive("clientKeepAlive", clientKeepAlive);
        positive("connectTimeout", connectTimeout);
    }

    /** The same with another idle timeout. */
    public AlbSettings idleTimeout(Duration length) {
        return new AlbSettings(length, clientKeepAlive, connectTimeout, idleClientEnd, targetEnd);
    }

    /** The same with another client keepalive duration. */
    public AlbSettings clientKeepAlive(Duration length) {
        return new AlbSettings(idleTimeout, length, connectTimeout, idleClientEnd, targetEnd);
    }

    /** The same with another end of connections that the vendor says nothing of. */
    public AlbSettings ends(ConnectionEnd ofIdleClients, ConnectionEnd ofTargets) {
        return new AlbSettings(
                idleTimeout, clientKeepAlive, connectTimeout, ofIdleClients, ofTargets);
    }
}
