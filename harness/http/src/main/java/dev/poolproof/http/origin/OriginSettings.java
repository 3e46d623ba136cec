package dev.poolproof.http.origin;

import static dev.poolproof.model.Checks.atLeast;
import static dev.poolproof.model.Checks.positive;

import java.time.Duration;

/**
 * What can be set of the application.
 *
 * @param multipartLimit bytes that one file of an upload may have, and a request with it; what
 *     Spring calls {@code spring.servlet.multipart.max-file-size}
 * @param keepAliveTimeout how long Tomcat waits for the next request on a connection, on the wall
 *     clock; Tomcat's default is 60 s
 * @param maxConnections Tomcat's {@code maxConnections}
 * @param selectorTimeout how often Tomcat looks for connections whose time is over, on the wall
 *     clock: it closes them so much later at most; Tomcat's default is 1 s
 */
public record OriginSettings(
        long multipartLimit,
        Duration keepAliveTimeout,
        int maxConnections,
        Duration selectorTimeout) {
    private static final Duration SELECTOR_TIMEOUT = Duration.ofSeconds(1);

    /** Tomcat's own defaults, with Spring's 1 MB for a file. */
    public static final OriginSettings DEFAULT =
            new OriginSettings(1 << 20, Duration.ofSeconds(60), 8192);

    public OriginSettings {
        atLeast("multipartLimit", 1L, multipartLimit);
        positive("keepAliveTimeout", keepAliveTimeout);
        atLeast("maxConnections", 1, maxConnections);
        positive("selectorTimeout", selectorTimeout);
    }

    /** One that looks for old connections as often as Tomcat does by default. */
    public OriginSettings(long multipartLimit, Duration keepAliveTimeout, int maxConnections) {
        this(multipartLimit, keepAliveTimeout, maxConnections, SELECTOR_TIMEOUT);
    }

    /** The same with another limit for uploads. */
    public OriginSettings multipartLimit(long bytes) {
        return new OriginSettings(bytes, keepAliveTimeout, maxConnections, selectorTimeout);
    }

    /** The same that keeps idle connections for another time, and looks for them so often. */
    public OriginSettings keepAliveTimeout(Duration timeout, Duration looksEvery) {
        return new OriginSettings(multipartLimit, timeout, maxConnections, looksEvery);
    }
}
