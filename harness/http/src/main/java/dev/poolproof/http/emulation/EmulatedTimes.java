package dev.poolproof.http.emulation;

import java.time.Duration;

/**
 * How long nginx waits, under the names of its directives.
 *
 * @param connect {@code proxy_connect_timeout}
 * @param read {@code proxy_read_timeout}
 * @param keepAlive {@code keepalive_timeout}, for the next request of a connection; zero if there
 *     is to be none
 * @param lingering {@code lingering_time}, for the rest of a body that it does not take
 * @param lingeringIdle {@code lingering_timeout}, for more of that rest
 */
record EmulatedTimes(
        Duration connect,
        Duration read,
        Duration keepAlive,
        Duration lingering,
        Duration lingeringIdle) {
    static EmulatedTimes of(Directives given) {
        return new EmulatedTimes(
                given.someTime("proxy_connect_timeout", "60s"),
                given.someTime("proxy_read_timeout", "60s"),
                given.time("keepalive_timeout", "75s"),
                given.someTime("lingering_time", "30s"),
                given.someTime("lingering_timeout", "5s"));
    }

    /** {@code connect} as Netty takes it. */
    int connectMillis() {
        return (int) Math.min(Integer.MAX_VALUE, connect.toMillis());
    }
}
