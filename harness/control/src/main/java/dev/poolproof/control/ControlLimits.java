package dev.poolproof.control;

import static dev.poolproof.model.Checks.atLeast;
import static dev.poolproof.model.Checks.positive;

import java.time.Duration;

/**
 * What control clients can take of a server.
 *
 * @param connections open at once; more are closed at once; 1 or more
 * @param bodyBytes of one request; larger ones are answered with 413; 1 or more
 * @param request until a request has come whole, from its first byte on; the connection is closed
 *     then, and also when an answer has not been taken that long
 * @param idle between requests; the connection is closed then
 */
public record ControlLimits(int connections, int bodyBytes, Duration request, Duration idle) {
    /** 64 connections, 1 MiB, and Toxiproxy's 15 s and 60 s. */
    public static final ControlLimits DEFAULT =
            new ControlLimits(64, 1 << 20, Duration.ofSeconds(15), Duration.ofSeconds(60));

    public ControlLimits {
        atLeast("connections", 1, connections);
        atLeast("bodyBytes", 1, bodyBytes);
        positive("request", request);
        positive("idle", idle);
    }
}
