package dev.poolproof.http.alb;

import java.time.Duration;

/**
 * Something that the load balancer did of its own accord.
 *
 * @param at as the clock says that it was started with
 * @param connection of the client, counted from 1; 0 where no client was concerned
 * @param status that it logs as its own, 0 if there is none; a client that has left, or has the
 *     header of the target's answer already, sees nothing of it
 * @param idle how long the connection had been idle that was closed or failed: a target's before
 *     the request that failed; zero for a new one
 */
public record AlbEvent(Duration at, long connection, int status, AlbReason reason, Duration idle) {}
