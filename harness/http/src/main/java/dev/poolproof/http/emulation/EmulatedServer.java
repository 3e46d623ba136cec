package dev.poolproof.http.emulation;

import java.net.InetSocketAddress;

/** What the connections of one emulated nginx share. */
record EmulatedServer(
        EmulatedSettings settings,
        EmulatedFiles files,
        EmulatedLogs logs,
        InetSocketAddress origin) {
    /** As error logs name it. */
    String upstream(ClientRequest request) {
        return ", upstream: \"http://%s:%d%s\""
                .formatted(
                        origin.getAddress().getHostAddress(),
                        origin.getPort(),
                        request.head().uri());
    }
}
