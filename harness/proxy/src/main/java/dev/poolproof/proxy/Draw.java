package dev.poolproof.proxy;

import dev.poolproof.model.fault.Connections;
import dev.poolproof.model.fault.Hop;
import java.net.InetSocketAddress;
import java.util.SplittableRandom;
import java.util.random.RandomGenerator;

/**
 * Decides by chance for one connection, from the proxy's seed: the same seed, number and name give
 * the same decisions, whatever other connections and hops do.
 *
 * @param seed of the proxy
 * @param number of the connection
 */
record Draw(long seed, long number) {
    private static final long GOLDEN = 0x9E3779B97F4A7C15L; // spreads neighbouring numbers apart

    /** What {@code purpose} draws from. */
    RandomGenerator random(String purpose) {
        return new SplittableRandom(seed + number * GOLDEN ^ ((long) purpose.hashCode() << 32));
    }

    /** Whether the connection is one of those on which {@code hop} may act. */
    boolean isMeant(Hop hop, InetSocketAddress client) {
        Connections connections = hop.scope().connections();
        if (connections instanceof Connections.Numbered numbered) {
            return numbered.numbers().contains(number);
        }
        if (connections instanceof Connections.First first) {
            return number <= first.count();
        }
        if (connections instanceof Connections.AfterFirst later) {
            return number > later.first() && number - later.first() <= later.count();
        }
        return !(connections instanceof Connections.From from)
                || from.client().equals(client.getAddress());
    }

    /** Whether {@code hop} acts, by its toxicity. */
    boolean isDrawn(Hop hop) {
        double toxicity = hop.scope().toxicity();
        return toxicity >= 1 || random("toxicity of " + hop.name()).nextDouble() < toxicity;
    }
}
