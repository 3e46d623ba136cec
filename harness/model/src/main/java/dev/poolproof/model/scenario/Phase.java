package dev.poolproof.model.scenario;

import static dev.poolproof.model.Checks.atLeast;
import static dev.poolproof.model.Checks.positive;
import static java.util.Objects.requireNonNull;

import dev.poolproof.model.Durations;
import dev.poolproof.model.Names;
import java.time.Duration;
import java.util.Comparator;
import java.util.List;
import java.util.stream.Collectors;

/**
 * One stretch of a workload. Phases follow one another; each starts when the one before has ended.
 * Some are an incident by themselves: connections that leak, tasks that need two at a time, jobs
 * that take the pool for themselves. Their {@link #undisturbed} form is what the control plays.
 */
public sealed interface Phase
        permits Phase.Steady,
                Phase.Quiet,
                Phase.Freeze,
                Phase.Burst,
                Phase.Hold,
                Phase.LongQuery,
                Phase.Ramp,
                Phase.Leak,
                Phase.Nested,
                Phase.Scheduled,
                Phase.ScaleOut,
                Phase.RollingUpdate,
                Phase.Together,
                HttpPhase {
    /** How long the phase lasts by plan; zero for one that ends when its operations have. */
    Duration lasts();

    /** The phase in a few words, as histories and reports name it. */
    String describe();

    /** The phases that are played at the same time: only this one, unless it says otherwise. */
    default List<Phase> parts() {
        return List.of(this);
    }

    /** The phase as the control plays it: without what makes an incident of it. */
    default Phase undisturbed() {
        return this;
    }

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
     * The client under test is stopped, as a container between two invocations is: none of its
     * timers runs, and the next operation is what wakes it.
     *
     * @param lasts longer than zero
     */
    record Freeze(Duration lasts) implements Phase {
        public Freeze {
            positive("for", lasts);
        }

        /** Nobody asks for a connection, but timers run. */
        @Override
        public Phase undisturbed() {
            return new Quiet(lasts);
        }

        @Override
        public String describe() {
            return "freeze for " + Durations.print(lasts);
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

    /**
     * Like {@link Steady}, but one operation in {@code oneIn} forgets to give its connection back.
     *
     * @param lasts longer than zero
     * @param clients 1 or more
     * @param every pace of one client; longer than zero
     * @param oneIn 1 or more; the operations of all clients are counted together
     */
    record Leak(Duration lasts, int clients, Duration every, Operation run, int oneIn)
            implements Phase {
        public Leak {
            positive("for", lasts);
            atLeast("clients", 1, clients);
            positive("every", every);
            requireNonNull(run, "run");
            atLeast("one-in", 1, oneIn);
        }

        @Override
        public Phase undisturbed() {
            return new Steady(lasts, clients, every, run);
        }

        @Override
        public String describe() {
            return "leak: %d clients, %s every %s, for %s; one in %d keeps its connection"
                    .formatted(
                            clients,
                            Names.of(run),
                            Durations.print(every),
                            Durations.print(lasts),
                            oneIn);
        }
    }

    /**
     * Each client runs one task that needs several connections at a time, and takes them one after
     * another. All are unlucky: each asks for its next one only when all have got as far as it has.
     *
     * @param clients 1 or more
     * @param connections that a task holds in the end; 2 or more
     * @param meetWithin how long a task waits for the others at most; longer than zero
     */
    record Nested(int clients, int connections, Duration meetWithin) implements Phase {
        public Nested {
            atLeast("clients", 1, clients);
            atLeast("connections", 2, connections);
            positive("meet-within", meetWithin);
        }

        @Override
        public Duration lasts() {
            return Duration.ZERO;
        }

        /** The same clients, with one connection each. */
        @Override
        public Phase undisturbed() {
            return new Burst(clients, Operation.READ);
        }

        @Override
        public String describe() {
            return "nested: %d clients need %d connections each".formatted(clients, connections);
        }
    }

    /**
     * Jobs that a scheduler starts all at the same moment, first at once; each keeps a connection
     * busy with one query.
     *
     * @param lasts longer than zero; jobs that run then run to their end
     * @param jobs 1 or more
     * @param every from one start to the next; longer than zero
     * @param takes how long the server works for a job; longer than zero
     */
    record Scheduled(Duration lasts, int jobs, Duration every, Duration takes) implements Phase {
        public Scheduled {
            positive("for", lasts);
            atLeast("jobs", 1, jobs);
            positive("every", every);
            positive("takes", takes);
        }

        /** No job is started. */
        @Override
        public Phase undisturbed() {
            return new Quiet(lasts);
        }

        @Override
        public String describe() {
            return "scheduled: %d jobs of %s every %s, for %s"
                    .formatted(
                            jobs,
                            Durations.print(takes),
                            Durations.print(every),
                            Durations.print(lasts));
        }
    }

    /**
     * More instances of the application start, one after another, each with a pool of its own.
     * Clients go to all that run. One that cannot start is an operation that failed.
     *
     * @param instances how many start; 1 or more
     * @param every from one start to the next, and from the last to the end; longer than zero
     */
    record ScaleOut(int instances, Duration every) implements Phase {
        public ScaleOut {
            atLeast("instances", 1, instances);
            positive("every", every);
        }

        @Override
        public Duration lasts() {
            return every.multipliedBy(instances);
        }

        @Override
        public String describe() {
            return "scale-out: %d more instances, one every %s"
                    .formatted(instances, Durations.print(every));
        }
    }

    /**
     * Instances of the application are replaced by new ones, oldest first. New ones start before
     * old ones stop, {@code maxSurge} of them one after another; then as many old ones stop as new
     * ones are up, once their clients have had their answers. Where none of them is up the update
     * has come to a halt, and what runs goes on.
     *
     * @param instances how many are replaced; 1 or more
     * @param maxSurge how many run beyond those that are to run, as Kubernetes has it; 1 or more
     * @param every from one start to the next; longer than zero
     */
    record RollingUpdate(int instances, int maxSurge, Duration every) implements Phase {
        public RollingUpdate {
            atLeast("instances", 1, instances);
            atLeast("max-surge", 1, maxSurge);
            positive("every", every);
        }

        @Override
        public Duration lasts() {
            return every.multipliedBy(instances);
        }

        @Override
        public String describe() {
            return "rolling-update: %d instances are replaced, %d beyond them, one every %s"
                    .formatted(instances, maxSurge, Durations.print(every));
        }
    }

    /**
     * Phases that begin at the same time; it ends with the last of them.
     *
     * @param phases two or more, none of which is a {@code Together} itself
     */
    record Together(List<Phase> phases) implements Phase {
        public Together {
            phases = List.copyOf(phases);
            atLeast("phases", 2, phases.size());
            if (phases.stream().anyMatch(Together.class::isInstance)) {
                throw new IllegalArgumentException(
                        "phases must not be played together within together");
            }
        }

        @Override
        public Duration lasts() {
            return phases.stream()
                    .map(Phase::lasts)
                    .max(Comparator.naturalOrder())
                    .orElse(Duration.ZERO);
        }

        @Override
        public List<Phase> parts() {
            return phases.stream().flatMap(phase -> phase.parts().stream()).toList();
        }

        @Override
        public Phase undisturbed() {
            return new Together(phases.stream().map(Phase::undisturbed).toList());
        }

        @Override
        public String describe() {
            return phases.stream()
                    .map(Phase::describe)
                    .collect(Collectors.joining("; ", "together: ", ""));
        }
    }
}
