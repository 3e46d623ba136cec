package dev.poolproof.model;

import static dev.poolproof.model.Checks.notNegative;
import static dev.poolproof.model.Checks.positive;
import static java.util.Objects.requireNonNull;

import dev.poolproof.model.fault.Default;
import java.time.Duration;

/**
 * An Application Load Balancer between HTTP clients and an application; what it is left at is AWS's
 * default.
 *
 * @param idleTimeout {@code idle_timeout.timeout_seconds}: how long a connection, of a client or to
 *     the application, may carry nothing; positive
 * @param clientKeepalive {@code client_keep_alive.seconds}: the age from which a client's
 *     connection gets one answer more; positive
 * @param idleEnd how an idle client is told; AWS does not say, and FIN is an assumption
 * @param targetRoundTrip of the network between it and the application; zero or longer
 */
public record AlbPlan(
        @Default("60s") Duration idleTimeout,
        @Default("1h") Duration clientKeepalive,
        @Default("fin") IdleEnd idleEnd,
        @Default("0s") Duration targetRoundTrip) {
    /** How an idle client's connection is closed. */
    public enum IdleEnd {
        /** It reads the end of the stream. */
        FIN,
        /** Its next read or write says {@code Connection reset}. */
        RST
    }

    public AlbPlan {
        positive("idle-timeout", idleTimeout);
        positive("client-keepalive", clientKeepalive);
        requireNonNull(idleEnd, "idleEnd");
        notNegative("target-round-trip", targetRoundTrip);
    }
}
