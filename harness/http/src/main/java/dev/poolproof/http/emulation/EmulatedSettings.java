package dev.poolproof.http.emulation;

import dev.poolproof.http.nginx.NginxSettings;
import java.time.Duration;
import java.util.Map;
import java.util.Set;
import java.util.TreeSet;

/**
 * nginx's directives as far as they are emulated; sizes in bytes.
 *
 * @param buffers most that is held of a response: {@code proxy_buffers} and {@code
 *     proxy_buffer_size}; with {@code proxy_buffering off} the latter alone
 * @param piece most that is given to the kernel at a time, {@code proxy_busy_buffers_size}
 * @param spools whether what the buffers cannot take goes to a file, else the upstream waits
 * @param cached {@code proxy_cache}: every response goes through a file. Nothing is answered from
 *     it
 * @param limitRate bytes a second; 0 for no limit
 * @param limitRateAfter bytes that are sent without it
 * @param maxBody {@code client_max_body_size}; 0 for any
 * @param bodyBuffer {@code client_body_buffer_size}
 * @param readTimeout {@code proxy_read_timeout}
 * @param sendBuffer {@code sndbuf} of {@code listen}; 0 for the kernel's default
 */
record EmulatedSettings(
        int buffers,
        int piece,
        boolean spools,
        boolean cached,
        long limitRate,
        long limitRateAfter,
        long maxBody,
        long bodyBuffer,
        Duration readTimeout,
        int sendBuffer) {
    private static final Set<String> KNOWN =
            new TreeSet<>(
                    Set.of(
                            "client_body_buffer_size",
                            "client_max_body_size",
                            "limit_rate",
                            "limit_rate_after",
                            "listen",
                            "proxy_buffer_size",
                            "proxy_buffering",
                            "proxy_buffers",
                            "proxy_busy_buffers_size",
                            "proxy_cache",
                            "proxy_cache_valid",
                            "proxy_max_temp_file_size",
                            "proxy_read_timeout"));

    /** On machines with pages of 4 kB. */
    private static final String BUFFER = "4k";

    /**
     * Reads directives; those left out are what nginx has by default.
     *
     * @throws IllegalArgumentException for one that is not emulated, or a value that nginx would
     *     not take either
     */
    static EmulatedSettings of(NginxSettings settings) {
        Map<String, String> given = settings.directives();
        given.keySet().stream()
                .filter(directive -> !KNOWN.contains(directive))
                .findFirst()
                .ifPresent(
                        unknown -> {
                            throw new IllegalArgumentException(
                                    unknown + " is not emulated; these are: " + KNOWN);
                        });
        int buffer = size(given.getOrDefault("proxy_buffer_size", BUFFER));
        String[] buffers = given.getOrDefault("proxy_buffers", "8 " + BUFFER).split(" +", -1);
        if (buffers.length != 2) {
            throw new IllegalArgumentException(
                    "proxy_buffers must be a number and a size, was " + String.join(" ", buffers));
        }
        int each = size(buffers[1]);
        boolean buffering = isOn(given.getOrDefault("proxy_buffering", "on"));
        return new EmulatedSettings(
                buffering ? Integer.parseInt(buffers[0]) * each + buffer : buffer,
                size(
                        given.getOrDefault(
                                "proxy_busy_buffers_size",
                                Integer.toString(2 * Math.max(buffer, each)))),
                buffering && size(given.getOrDefault("proxy_max_temp_file_size", "1024m")) > 0,
                !given.getOrDefault("proxy_cache", "off").equals("off")
                        && given.containsKey("proxy_cache_valid"),
                size(given.getOrDefault("limit_rate", "0")),
                size(given.getOrDefault("limit_rate_after", "0")),
                size(given.getOrDefault("client_max_body_size", "1m")),
                size(given.getOrDefault("client_body_buffer_size", "8k")),
                time(given.getOrDefault("proxy_read_timeout", "60s")),
                sendBuffer(given.getOrDefault("listen", "")));
    }

    private static int sendBuffer(String listen) {
        int bytes = 0;
        for (String parameter : listen.split(" +", -1)) {
            if (parameter.startsWith("sndbuf=")) {
                bytes = size(parameter.substring("sndbuf=".length()));
            } else if (!parameter.isEmpty()) {
                throw new IllegalArgumentException("listen: " + parameter + " is not emulated");
            }
        }
        return bytes;
    }

    private static boolean isOn(String value) {
        return switch (value) {
            case "on" -> true;
            case "off" -> false;
            default -> throw new IllegalArgumentException("must be on or off, was " + value);
        };
    }

    /** {@code 512}, {@code 8k} or {@code 1m}, as nginx reads them. */
    private static int size(String value) {
        if (!value.matches("\\d{1,9}[kKmM]?")) {
            throw new IllegalArgumentException("must be a size as 512, 8k or 1m, was " + value);
        }
        char unit = Character.toLowerCase(value.charAt(value.length() - 1));
        return switch (unit) {
            case 'k' -> Math.multiplyExact(1024, number(value));
            case 'm' -> Math.multiplyExact(1024 * 1024, number(value));
            default -> Integer.parseInt(value);
        };
    }

    private static int number(String withUnit) {
        return Integer.parseInt(withUnit.substring(0, withUnit.length() - 1));
    }

    /** {@code 60}, {@code 60s} or {@code 500ms}. */
    private static Duration time(String value) {
        if (value.matches("\\d{1,9}ms")) {
            return Duration.ofMillis(Long.parseLong(value.substring(0, value.length() - 2)));
        }
        if (value.matches("\\d{1,9}s?")) {
            return Duration.ofSeconds(Long.parseLong(value.replace("s", "")));
        }
        throw new IllegalArgumentException("must be a time as 60s or 500ms, was " + value);
    }
}
