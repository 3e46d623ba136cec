package dev.poolproof.runner.workload;

import dev.poolproof.http.client.Answer;
import dev.poolproof.http.client.HttpClientAdapter;
import java.net.URI;
import java.time.Duration;
import java.util.List;

/**
 * What an HTTP client asks for.
 *
 * @param name as histories name it
 * @param lasts how long it takes by plan, in production time
 * @param whole bytes that the body of a good answer has
 * @param request asks
 */
record HttpTask(String name, Duration lasts, long whole, Request request) implements Task {
    /** Nothing of it is looked for afterwards. */
    @Override
    public List<Long> writes() {
        return List.of();
    }

    /** Asks a service through a client. */
    @FunctionalInterface
    interface Request {
        Answer send(HttpClientAdapter client, URI service);
    }
}
