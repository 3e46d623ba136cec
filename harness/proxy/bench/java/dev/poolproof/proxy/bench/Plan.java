package dev.poolproof.proxy.bench;

import java.time.Duration;

/**
 * How much is measured.
 *
 * @param rounds how often each is measured in turn
 * @param window how long each of them takes
 * @param connections how many are open where many are
 * @param rest how long they are left alone
 */
record Plan(int rounds, Duration window, int connections, Duration rest) {
    /** The four numbers, in this order; the window in milliseconds, the rest in seconds. */
    static Plan of(String rounds, String windowMillis, String connections, String restSeconds) {
        return new Plan(
                Integer.parseInt(rounds),
                Duration.ofMillis(Long.parseLong(windowMillis)),
                Integer.parseInt(connections),
                Duration.ofSeconds(Long.parseLong(restSeconds)));
    }
}
