package dev.poolproof.http.emulation;

import java.net.InetSocketAddress;
import java.util.concurrent.atomic.AtomicLong;

/**
 * What the connections of one emulated nginx share.
 *
 * @param connections made so far, those to the upstream among them, as nginx counts them
 * @param kept to the upstream
 * @param answers in the cache
 */
record EmulatedServer(
        EmulatedSettings settings,
        EmulatedFiles files,
        EmulatedLogs logs,
        AtomicLong connections,
        InetSocketAddress origin,
        KeptConnections kept,
        KeptAnswers answers) {
    /** One that has done nothing yet. */
    EmulatedServer(EmulatedSettings settings, EmulatedFiles files, InetSocketAddress origin) {
        this(
                settings,
                files,
                new EmulatedLogs(),
                new AtomicLong(),
                origin,
                new KeptConnections(settings.upstream()),
                new KeptAnswers(settings.cache()));
    }

    /** As error logs name it. */
    String upstream(ClientRequest request) {
        return ", upstream: \"http://%s:%d%s\""
                .formatted(
                        origin.getAddress().getHostAddress(),
                        origin.getPort(),
                        request.head().uri());
    }
}
