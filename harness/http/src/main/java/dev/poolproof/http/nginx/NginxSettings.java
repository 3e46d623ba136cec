package dev.poolproof.http.nginx;

import static java.util.Objects.requireNonNull;

import dev.poolproof.model.scenario.Breakage;
import java.util.Collections;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.Set;
import java.util.TreeSet;

/**
 * What can be set of nginx.
 *
 * @param directives of its {@code server} block, under nginx's own names, with values as its files
 *     have them; {@code keepalive} is that of {@code upstream}, which has {@code keepalive_timeout}
 *     and {@code keepalive_requests} as {@code upstream_keepalive_timeout} and {@code
 *     upstream_keepalive_requests}, and {@code listen} is what follows the address. {@code
 *     proxy_cache} may name the zone {@code cache}, and needs {@code proxy_cache_valid} for the
 *     origin's answers. Times are of the wall clock
 * @param breakage what is wrong with its temporary files
 */
public record NginxSettings(Map<String, String> directives, Breakage breakage) {
    /** nginx as it comes. */
    public static final NginxSettings DEFAULT = new NginxSettings(Map.of(), Breakage.NONE);

    /** They make nginx one that runs beside others, and are therefore not to be had. */
    private static final Set<String> OWN =
            new TreeSet<>(
                    Set.of(
                            "access_log",
                            "client_body_temp_path",
                            "error_log",
                            "location",
                            "proxy_cache_path",
                            "proxy_pass",
                            "proxy_temp_path",
                            "server",
                            "upstream"));

    public NginxSettings {
        directives = Collections.unmodifiableMap(new LinkedHashMap<>(directives));
        requireNonNull(breakage, "breakage");
        directives.forEach(NginxSettings::check);
    }

    /** The same with this directive. */
    public NginxSettings with(String directive, String value) {
        Map<String, String> all = new LinkedHashMap<>(directives);
        all.put(directive, value);
        return new NginxSettings(all, breakage);
    }

    /** The same, spoilt otherwise. */
    public NginxSettings with(Breakage other) {
        return new NginxSettings(directives, other);
    }

    private static void check(String directive, String value) {
        if (!directive.matches("[a-z][a-z0-9_]*")) {
            throw new IllegalArgumentException(
                    "a directive must be a name of nginx's, was \"" + directive + "\"");
        }
        if (OWN.contains(directive)) {
            throw new IllegalArgumentException(
                    directive + " is set by Poolproof, as are all of " + OWN);
        }
        if (!value.matches("[^;{}#\\p{Cntrl}]+")) {
            throw new IllegalArgumentException(
                    "%s must be a value as nginx's files have it before the semicolon, was \"%s\""
                            .formatted(directive, value));
        }
    }
}
