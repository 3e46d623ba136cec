package dev.poolproof.runner.http;

import dev.poolproof.model.TimeScale;
import java.math.BigDecimal;
import java.time.Duration;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.Set;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;

/**
 * Times in nginx's directives, which are of production in files and of the wall clock for nginx.
 */
final class NginxTimes {
    /** Those whose value is a time, or begins with one. */
    private static final Set<String> TIMES =
            Set.of(
                    "client_body_timeout",
                    "client_header_timeout",
                    "keepalive_time",
                    "keepalive_timeout",
                    "lingering_time",
                    "lingering_timeout",
                    "proxy_connect_timeout",
                    "proxy_next_upstream_timeout",
                    "proxy_read_timeout",
                    "proxy_send_timeout",
                    "send_timeout",
                    "upstream_keepalive_timeout");

    /** What a scenario may wait for although nobody has set it. */
    private static final Map<String, String> DEFAULTS = Map.of("proxy_read_timeout", "60s");

    /** That of connections to the application, where they are kept at all. */
    private static final Map<String, String> OF_KEPT = Map.of("upstream_keepalive_timeout", "60s");

    private static final Pattern TIME =
            Pattern.compile(
                    "(?=\\d)(?:(?<h>\\d+)h)?(?:(?<m>\\d+)m(?!s))?(?:(?<s>\\d+)s?(?!\\w))?(?:(?<ms>\\d+)ms)?");

    private NginxTimes() {}

    /**
     * Directives as nginx gets them, its own defaults among them where they would not be scaled.
     *
     * @param directives with times of production
     */
    static Map<String, String> atScale(Map<String, String> directives, TimeScale scale) {
        Map<String, String> scaled = new LinkedHashMap<>();
        if (scale.factor() > 1) {
            DEFAULTS.forEach((name, time) -> scaled.put(name, scaled(name, time, scale)));
            if (directives.containsKey("keepalive")) {
                OF_KEPT.forEach((name, time) -> scaled.put(name, scaled(name, time, scale)));
            }
        }
        directives.forEach((name, value) -> scaled.put(name, scaled(name, value, scale)));
        return scaled;
    }

    private static String scaled(String directive, String value, TimeScale scale) {
        if (!TIMES.contains(directive) || scale.factor() == 1) {
            return value;
        }
        String[] words = value.split(" ", 2);
        Matcher time = TIME.matcher(words[0]);
        if (!time.matches()) {
            return value; // nginx says what is wrong with it
        }
        long nanos = scale.toWall(duration(time)).toNanos();
        long millis = nanos == 0 ? 0 : Math.max(1, Duration.ofNanos(nanos).toMillis());
        return millis + "ms" + (words.length == 1 ? "" : " " + words[1]);
    }

    private static Duration duration(Matcher time) {
        return Duration.ofHours(number(time.group("h")))
                .plusMinutes(number(time.group("m")))
                .plusSeconds(number(time.group("s")))
                .plusMillis(number(time.group("ms")));
    }

    private static long number(@Nullable String digits) {
        return digits == null ? 0 : new BigDecimal(digits).longValueExact();
    }
}
