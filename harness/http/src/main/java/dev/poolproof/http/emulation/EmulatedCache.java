package dev.poolproof.http.emulation;

import io.netty.handler.codec.http.HttpMethod;
import java.time.Duration;
import java.util.Arrays;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.stream.Collectors;
import org.jspecify.annotations.Nullable;

/**
 * Which answers nginx keeps: {@code proxy_cache} with {@code proxy_cache_valid}. What the origin's
 * headers say of that is not looked at.
 *
 * @param valid for how long, by status; empty for none
 */
record EmulatedCache(Map<Integer, Duration> valid) {
    /** Those that are meant where no status is named. */
    private static final List<String> USUAL = List.of("200", "301", "302");

    /** nginx's own pages, which it would keep too. */
    private static final Set<String> NOT_EMULATED = Set.of("any", "502", "504");

    static EmulatedCache of(Directives given) {
        String zone = given.text("proxy_cache", "off");
        if (!zone.equals("off") && !zone.equals("cache")) {
            throw Directives.mustBe("proxy_cache", "off, or cache, the only zone", zone);
        }
        String text = given.text("proxy_cache_valid", "");
        Map<Integer, Duration> valid = text.isEmpty() ? Map.of() : kept(text);
        boolean isOn = zone.equals("cache") && given.isOn("proxy_buffering", "on");
        return new EmulatedCache(isOn ? valid : Map.of());
    }

    private static Map<Integer, Duration> kept(String text) {
        List<String> words = Arrays.asList(text.split(" +", -1));
        int last = words.size() - 1;
        Duration time = Directives.timeOf("proxy_cache_valid", words.get(last));
        if (time.isZero()) {
            throw new IllegalArgumentException("proxy_cache_valid of 0 is not emulated");
        }
        return (last == 0 ? USUAL : words.subList(0, last))
                .stream().distinct().collect(Collectors.toMap(EmulatedCache::status, each -> time));
    }

    private static int status(String word) {
        if (NOT_EMULATED.contains(word)) {
            throw new IllegalArgumentException(
                    "proxy_cache_valid " + word + " is not emulated; name the origin's statuses");
        }
        if (!word.matches("[1-5]\\d\\d")) {
            throw Directives.mustBe("proxy_cache_valid", "statuses and a time as 200 1m", word);
        }
        return Integer.parseInt(word);
    }

    /** For how long the answer to such a request is kept; null if it is not. */
    @Nullable Duration keeps(HttpMethod method, int status) {
        return method.equals(HttpMethod.GET) ? valid.get(status) : null;
    }
}
