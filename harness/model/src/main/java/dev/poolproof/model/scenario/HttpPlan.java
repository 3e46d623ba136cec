package dev.poolproof.model.scenario;

import static java.util.Objects.requireNonNull;

import dev.poolproof.model.AlbPlan;
import dev.poolproof.model.fault.Hop;
import java.util.Collections;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/**
 * What an HTTP scenario is played against: an application, and what stands before it.
 *
 * @param front what the clients connect to
 * @param breakage what is wrong with nginx's temporary files
 * @param nginx directives of nginx as it is deployed, under its own names, as its files have them;
 *     times are of production
 * @param origin settings of the application as it is deployed
 * @param alb the load balancer, where that is the front; {@code null} elsewhere
 * @param originPath hops from nginx to the application, with times of production; none for loopback
 */
public record HttpPlan(
        Front front,
        Breakage breakage,
        Map<String, String> nginx,
        Map<String, String> origin,
        @Nullable AlbPlan alb,
        List<Hop> originPath) {
    /** What HTTP clients connect to. */
    public enum Front {
        /** nginx. */
        NGINX,
        /** An Application Load Balancer. */
        ALB,
        /** Nothing but the application itself. */
        NONE
    }

    /** One without a load balancer, on one machine. */
    public HttpPlan(
            Front front, Breakage breakage, Map<String, String> nginx, Map<String, String> origin) {
        this(front, breakage, nginx, origin, null, List.of());
    }

    /** An application behind a load balancer. */
    public static HttpPlan behind(AlbPlan alb, Map<String, String> origin) {
        return new HttpPlan(Front.ALB, Breakage.NONE, Map.of(), origin, alb, List.of());
    }

    public HttpPlan {
        requireNonNull(front, "front");
        requireNonNull(breakage, "breakage");
        nginx = Collections.unmodifiableMap(new LinkedHashMap<>(nginx));
        origin = Collections.unmodifiableMap(new LinkedHashMap<>(origin));
        originPath = List.copyOf(originPath);
        if (front != Front.NGINX && !originPath.isEmpty()) {
            throw new IllegalArgumentException("origin-path must be an nginx's, was " + originPath);
        }
        if ((front == Front.ALB) != (alb != null)) {
            throw new IllegalArgumentException(
                    "alb must be there where it is the front, and nowhere else");
        }
        if (front != Front.NGINX && breakage != Breakage.NONE) {
            throw new IllegalArgumentException("breakage must be of an nginx, was " + breakage);
        }
    }

    /**
     * What its control is played against: nginx in good health, or, where its health is not what is
     * wrong but what it does by its settings, no nginx at all.
     */
    public HttpPlan undisturbed() {
        return breakage == Breakage.NONE
                ? new HttpPlan(Front.NONE, Breakage.NONE, nginx, origin)
                : new HttpPlan(front, Breakage.NONE, nginx, origin, null, originPath);
    }

    /** Whether nothing in it can be an incident. */
    public boolean isUndisturbed() {
        return front == Front.NONE;
    }
}
