package dev.poolproof.model.scenario;

import static dev.poolproof.model.Checks.atLeast;
import static dev.poolproof.model.Checks.positive;
import static java.util.Objects.requireNonNull;

import dev.poolproof.model.Durations;
import dev.poolproof.model.Names;
import java.time.Duration;

/**
 * One stretch of a workload. Phases follow one another; each starts when the one before has ended.
 */
public sealed interface Phase {
    /** How long the phase lasts by plan; zero for one that ends when its operations have. */
    Duration lasts();

    /** The phase in a few words, as histories and reports name it. */
    String describe();

    /**
     * Clients that each run an operation at a fixed pace. A client whose operation takes longer
     * than its pace leaves out the turns that it missed.
     *
     * @param lasts longer than zero
     * @param clients 1 or more
     * @param every pace of one client; longer than zero
     */
    record Steady(Duration lasts, int clients, Duration every, Operation run) implements Phase {
        public Steady {
            positive("for", lasts);
            atLeast("clients", 1, clients);
            positive("every", every);
            requireNonNull(run, "run");
        }

        @Override
        public String describe() {
            return "steady: %d clients, %s every %s, for %s"
                    .formatted(
                            clients, Names.of(run), Durations.print(every), Durations.print(lasts));
        }
    }

    /**
     * Nobody asks for a connection.
     *
     * @param lasts longer than zero
     */
    record Quiet(Duration lasts) implements Phase {
        public Quiet {
            positive("for", lasts);
        }

        @Override
        public String describe() {
            return "quiet for " + Durations.print(lasts);
        }
    }

    /**
     * All clients run one operation at the same time; the phase ends when the last has finished.
     *
     * @param clients 1 or more
     */
    record Burst(int clients, Operation run) implements Phase {
        public Burst {
            atLeast("clients", 1, clients);
            requireNonNull(run, "run");
        }

        @Override
        public Duration lasts() {
            return Duration.ZERO;
        }

        @Override
        public String describe() {
            return "burst: %d clients, one %s each".formatted(clients, Names.of(run));
        }
    }

    /**
     * Each client borrows a connection, writes in a transaction, does nothing for a while, writes
     * again and commits.
     *
     * @param lasts how long the transaction idles; longer than zero
     * @param clients 1 or more
     */
    record Hold(Duration lasts, int clients) implements Phase {
        public Hold {
            positive("for", lasts);
            atLeast("clients", 1, clients);
        }

        @Override
        public String describe() {
            return "hold: %d clients idle for %s in a transaction"
                    .formatted(clients, Durations.print(lasts));
        }
    }

    /**
     * Each client runs one query that keeps the server busy, without a byte on the wire.
     *
     * @param lasts how long the server is busy; longer than zero
     * @param clients 1 or more
     */
    record LongQuery(Duration lasts, int clients) implements Phase {
        public LongQuery {
            positive("for", lasts);
            atLeast("clients", 1, clients);
        }

        @Override
        public String describe() {
            return "long query: %d clients wait %s for an answer"
                    .formatted(clients, Durations.print(lasts));
        }
    }

    /**
     * Like {@link Steady}, but the number of clients grows or shrinks evenly.
     *
     * @param lasts longer than zero
     * @param from clients at the start; 0 or more
     * @param to clients at the end; 0 or more
     * @param every pace of one client; longer than zero
     */
    record Ramp(Duration lasts, int from, int to, Duration every, Operation run) implements Phase {
        public Ramp {
            positive("for", lasts);
            atLeast("from", 0, from);
            atLeast("to", 0, to);
            positive("every", every);
            requireNonNull(run, "run");
        }

        @Override
        public String describe() {
            return "ramp: %d to %d clients, %s every %s, for %s"
                    .formatted(
                            from,
                            to,
                            Names.of(run),
                            Durations.print(every),
                            Durations.print(lasts));
        }
    }
}
