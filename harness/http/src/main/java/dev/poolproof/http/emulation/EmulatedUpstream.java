package dev.poolproof.http.emulation;

import io.netty.handler.codec.http.HttpMethod;
import java.time.Duration;
import java.util.List;
import java.util.Set;

/**
 * How nginx treats its connections to the origin.
 *
 * @param kept {@code keepalive}: how many idle ones are kept; 0 for none
 * @param keptFor {@code keepalive_timeout} of {@code upstream}
 * @param requests {@code keepalive_requests} of {@code upstream}: how many one may carry
 * @param isNew whether the origin is spoken to in HTTP/1.1
 * @param closes whether it is asked to close each
 * @param repeats {@code proxy_next_upstream}: what may be sent again, to the same origin, if the
 *     connection was an old one
 */
record EmulatedUpstream(
        int kept,
        Duration keptFor,
        int requests,
        boolean isNew,
        boolean closes,
        Set<String> repeats) {
    private static final String NON_IDEMPOTENT = "non_idempotent";
    private static final Set<String> CONDITIONS = Set.of("error", "timeout", NON_IDEMPOTENT, "off");

    /** What nginx repeats only if it is told to. */
    private static final Set<HttpMethod> ONCE =
            Set.of(HttpMethod.POST, HttpMethod.PATCH, HttpMethod.valueOf("LOCK"));

    static EmulatedUpstream of(Directives given) {
        String version = given.text("proxy_http_version", "1.0");
        if (!version.equals("1.0") && !version.equals("1.1")) {
            throw Directives.mustBe("proxy_http_version", "1.0 or 1.1", version);
        }
        String header = given.text("proxy_set_header", "Connection close");
        if (!header.equals("Connection close") && !header.equals("Connection \"\"")) {
            throw new IllegalArgumentException(
                    "proxy_set_header " + header + " is not emulated, Connection \"\" is");
        }
        return new EmulatedUpstream(
                given.number("keepalive", "0"),
                given.someTime("upstream_keepalive_timeout", "60s"),
                given.number("upstream_keepalive_requests", "1000"),
                version.equals("1.1"),
                !header.endsWith("\"\""),
                Set.copyOf(conditions(given)));
    }

    private static List<String> conditions(Directives given) {
        String text = given.text("proxy_next_upstream", "error timeout");
        List<String> conditions = List.of(text.split(" +", -1));
        for (String condition : conditions) {
            if (!CONDITIONS.contains(condition)) {
                throw new IllegalArgumentException(
                        "proxy_next_upstream " + condition + " is not emulated");
            }
        }
        return conditions;
    }

    /** Whether a request is sent again that was lost with the connection that it went over. */
    boolean repeats(HttpMethod method) {
        return repeats.contains("error")
                && (repeats.contains(NON_IDEMPOTENT) || !ONCE.contains(method));
    }
}
