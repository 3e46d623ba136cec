package dev.poolproof.model.scenario;

import static dev.poolproof.model.Checks.notNegative;
import static java.util.Objects.requireNonNull;

import dev.poolproof.model.Durations;
import java.time.Duration;

/** A limit that an observed value must keep to. */
public sealed interface Bound {
    /** How the observed value is held against the limit. */
    Comparison comparison();

    /** The bound as files write it. */
    String describe();

    /**
     * A limit on a time.
     *
     * @param limit zero or longer
     */
    record OfDuration(Comparison comparison, Duration limit) implements Bound {
        public OfDuration {
            requireNonNull(comparison, "comparison");
            notNegative("limit", limit);
        }

        /** Whether {@code observed} keeps to the limit. */
        public boolean holds(Duration observed) {
            return comparison.holds(observed.compareTo(limit));
        }

        @Override
        public String describe() {
            return comparison.sign() + " " + Durations.print(limit);
        }
    }

    /**
     * A limit on a count.
     *
     * @param limit 0 or more
     * @param unit what {@code limit} counts in
     */
    record OfCount(Comparison comparison, double limit, CountUnit unit) implements Bound {
        public OfCount {
            requireNonNull(comparison, "comparison");
            requireNonNull(unit, "unit");
            if (!(limit >= 0)) {
                throw new IllegalArgumentException("limit must be 0 or more, was " + limit);
            }
        }

        /** The limit as a plain count for a pool of {@code poolSize} connections. */
        public double limitFor(int poolSize) {
            return unit == CountUnit.POOL_SIZE ? limit * poolSize : limit;
        }

        /**
         * Whether {@code observed} keeps to the limit for a pool of {@code poolSize} connections.
         */
        public boolean holds(long observed, int poolSize) {
            return comparison.holds(Double.compare((double) observed, limitFor(poolSize)));
        }

        @Override
        public String describe() {
            String number =
                    limit == Math.rint(limit)
                            ? String.valueOf((long) limit)
                            : String.valueOf(limit);
            return comparison.sign() + " " + number + (unit == CountUnit.POOL_SIZE ? "x pool" : "");
        }
    }
}
