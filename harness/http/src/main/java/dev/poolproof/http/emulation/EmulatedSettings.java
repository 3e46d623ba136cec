package dev.poolproof.http.emulation;

import dev.poolproof.http.nginx.NginxSettings;
import java.util.Set;
import java.util.TreeSet;

/**
 * nginx's directives as far as they are emulated; sizes in bytes.
 *
 * @param buffers what is held of a response
 * @param cache which responses are kept; each of them goes through a file
 * @param limitRate bytes a second; 0 for no limit
 * @param limitRateAfter bytes that are sent without it
 * @param maxBody {@code client_max_body_size}; 0 for any
 * @param bodyBuffer {@code client_body_buffer_size}
 * @param sendBuffer {@code sndbuf} of {@code listen}; 0 for the kernel's default
 * @param times how long it waits
 * @param upstream how it treats its connections to the origin
 */
record EmulatedSettings(
        EmulatedBuffers buffers,
        EmulatedCache cache,
        long limitRate,
        long limitRateAfter,
        long maxBody,
        long bodyBuffer,
        int sendBuffer,
        EmulatedTimes times,
        EmulatedUpstream upstream) {
    private static final Set<String> KNOWN =
            new TreeSet<>(
                    Set.of(
                            "client_body_buffer_size",
                            "client_max_body_size",
                            "keepalive",
                            "keepalive_timeout",
                            "limit_rate",
                            "limit_rate_after",
                            "lingering_time",
                            "lingering_timeout",
                            "listen",
                            "proxy_buffer_size",
                            "proxy_buffering",
                            "proxy_buffers",
                            "proxy_busy_buffers_size",
                            "proxy_cache",
                            "proxy_cache_valid",
                            "proxy_connect_timeout",
                            "proxy_http_version",
                            "proxy_max_temp_file_size",
                            "proxy_next_upstream",
                            "proxy_read_timeout",
                            "proxy_set_header",
                            "upstream_keepalive_requests",
                            "upstream_keepalive_timeout"));

    /**
     * Reads directives; those left out are what nginx has by default.
     *
     * @throws IllegalArgumentException for one that is not emulated, or a value that nginx would
     *     not take either; the message names the directive
     */
    static EmulatedSettings of(NginxSettings settings) {
        settings.directives().keySet().stream()
                .filter(directive -> !KNOWN.contains(directive))
                .findFirst()
                .ifPresent(
                        unknown -> {
                            throw new IllegalArgumentException(
                                    unknown + " is not emulated; these are: " + KNOWN);
                        });
        Directives given = new Directives(settings.directives());
        return new EmulatedSettings(
                EmulatedBuffers.of(given),
                EmulatedCache.of(given),
                given.size("limit_rate", "0"),
                given.size("limit_rate_after", "0"),
                given.length("client_max_body_size", "1m"),
                given.size("client_body_buffer_size", "8k"),
                sendBuffer(given.text("listen", "")),
                EmulatedTimes.of(given),
                EmulatedUpstream.of(given));
    }

    private static int sendBuffer(String listen) {
        long bytes = 0;
        for (String parameter : listen.split(" +", -1)) {
            if (parameter.startsWith("sndbuf=")) {
                bytes = Directives.sizeOf("listen", parameter.substring("sndbuf=".length()));
            } else if (!parameter.isEmpty()) {
                throw new IllegalArgumentException("listen: " + parameter + " is not emulated");
            }
        }
        if (bytes > Integer.MAX_VALUE) {
            throw Directives.mustBe("listen", "a sndbuf of at most 2147483647", listen);
        }
        return (int) bytes;
    }
}
