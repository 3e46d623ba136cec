package dev.poolproof.model.fault;

import static dev.poolproof.model.Checks.atLeast;
import static dev.poolproof.model.Checks.notNegative;
import static java.util.Objects.requireNonNull;

import dev.poolproof.model.TimeScale;
import java.time.Duration;

/** From when on a hop acts on a connection. */
public sealed interface Trigger {
    /** From the connection's first moment, or from when the hop was put on the path. */
    Trigger AT_ONCE = new After(Duration.ZERO);

    /** The same trigger for a proxy whose clock runs at {@code scale}. */
    Trigger scaled(TimeScale scale);

    /** The time that passes on a connection before it can come; zero where that is open. */
    Duration earliest();

    /**
     * Some time later.
     *
     * @param time counted from the later of the client's connect and the hop's being put on the
     *     path; zero or longer
     */
    record After(Duration time) implements Trigger {
        public After {
            notNegative("time", time);
        }

        @Override
        public Trigger scaled(TimeScale scale) {
            return new After(scale.toWall(time));
        }

        @Override
        public Duration earliest() {
            return time;
        }
    }

    /**
     * When so many bytes have come in the hop's direction; either way for a fault that is not a
     * {@link StreamFault}.
     *
     * @param bytes 1 or more; those in the same read as the last of them pass undisturbed
     */
    record AfterBytes(long bytes) implements Trigger {
        public AfterBytes {
            atLeast("bytes", 1, bytes);
        }

        @Override
        public Trigger scaled(TimeScale scale) {
            return this;
        }

        @Override
        public Duration earliest() {
            return Duration.ZERO;
        }
    }

    /**
     * At a moment of the database's protocol.
     *
     * @param nth which one, counted on the connection from 1, and from the hop's being put on the
     *     path
     */
    record At(Moment moment, int nth) implements Trigger {
        public At {
            requireNonNull(moment, "moment");
            atLeast("nth", 1, nth);
        }

        @Override
        public Trigger scaled(TimeScale scale) {
            return this;
        }

        @Override
        public Duration earliest() {
            return Duration.ZERO;
        }
    }
}
