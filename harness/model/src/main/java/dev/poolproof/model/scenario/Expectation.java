package dev.poolproof.model.scenario;

import static java.util.Objects.requireNonNull;

import dev.poolproof.model.Names;

/** One thing that a candidate must show to survive a scenario. */
public sealed interface Expectation {
    /** The expectation as reports name it: {@code borrow-wait p99 < 1s}. */
    String describe();

    /** How many operations may fail. */
    record Failed(Bound.OfCount bound) implements Expectation {
        public Failed {
            requireNonNull(bound, "bound");
        }

        @Override
        public String describe() {
            return "failed " + bound.describe();
        }
    }

    /**
     * How long a client waits for a connection, beyond what it waits without the faults; a limit
     * that the whole wait keeps to is kept to.
     */
    record BorrowWait(Statistic statistic, Bound.OfDuration bound) implements Expectation {
        public BorrowWait {
            requireNonNull(statistic, "statistic");
            requireNonNull(bound, "bound");
        }

        @Override
        public String describe() {
            return "borrow-wait " + Names.of(statistic) + " " + bound.describe();
        }
    }

    /**
     * How long it takes until operations succeed again: after a middlebox has acted, from the first
     * operation that failed, or waited a second longer than any in the control, to the end of the
     * last such one.
     */
    record Recovery(Bound.OfDuration bound) implements Expectation {
        public Recovery {
            requireNonNull(bound, "bound");
        }

        @Override
        public String describe() {
            return "recovery " + bound.describe();
        }
    }

    /** How many sessions of this cell the database holds. */
    record ServerSessions(Moment moment, Bound.OfCount bound) implements Expectation {
        public ServerSessions {
            requireNonNull(moment, "moment");
            requireNonNull(bound, "bound");
        }

        @Override
        public String describe() {
            return "server-sessions " + Names.of(moment) + " " + bound.describe();
        }
    }

    /** How many connections the pool opens in all. */
    record ConnectionsOpened(Bound.OfCount bound) implements Expectation {
        public ConnectionsOpened {
            requireNonNull(bound, "bound");
        }

        @Override
        public String describe() {
            return "connections-opened " + bound.describe();
        }
    }

    /** How many connections a middlebox or the server cut while the pool still held them. */
    record StaleConnections(Bound.OfCount bound) implements Expectation {
        public StaleConnections {
            requireNonNull(bound, "bound");
        }

        @Override
        public String describe() {
            return "stale-connections " + bound.describe();
        }
    }

    /** How many writes of one kind the database has in the end. */
    record Writes(Kind kind, Bound.OfCount bound) implements Expectation {
        public Writes {
            requireNonNull(kind, "kind");
            requireNonNull(bound, "bound");
        }

        /** What became of a write. */
        public enum Kind {
            /** Acknowledged, but not there. */
            LOST,
            /** There more than once. */
            DOUBLED
        }

        @Override
        public String describe() {
            return "writes " + Names.of(kind) + " " + bound.describe();
        }
    }

    /** Whether the scenario's symptom shows. */
    record SymptomShows(Presence presence) implements Expectation {
        public SymptomShows {
            requireNonNull(presence, "presence");
        }

        @Override
        public String describe() {
            return "symptom " + Names.of(presence);
        }
    }

    /** How long any operation may take, from its beginning to its end, waits included. */
    record LongestOperation(Bound.OfDuration bound) implements Expectation {
        public LongestOperation {
            requireNonNull(bound, "bound");
        }

        @Override
        public String describe() {
            return "longest-operation " + bound.describe();
        }
    }

    /**
     * Whether the pool's log tells of the incident before the first operation fails of it.
     *
     * @param line part of the line that tells
     */
    record Warned(String line) implements Expectation {
        public Warned {
            requireNonNull(line, "line");
        }

        @Override
        public String describe() {
            return "warned \"" + line + '"';
        }
    }

    /**
     * How many HTTP answers a client may take for whole, with a status of success, whose body is
     * not.
     */
    record SilentlyShort(Bound.OfCount bound) implements Expectation {
        public SilentlyShort {
            requireNonNull(bound, "bound");
        }

        @Override
        public String describe() {
            return "silently-short " + bound.describe();
        }
    }

    /** Which value of a distribution is meant. */
    enum Statistic {
        P50,
        P99,
        MAX
    }

    /** When sessions are counted. */
    enum Moment {
        /** The most at any time. */
        PEAK,
        /** When the workload has ended, before the pool is closed. */
        END
    }

    /** Whether something is there. */
    enum Presence {
        PRESENT,
        ABSENT
    }
}
