package dev.poolproof.model.scenario;

import static dev.poolproof.model.Checks.notNegative;
import static dev.poolproof.model.Checks.positive;
import static java.util.Objects.requireNonNull;

import dev.poolproof.model.Durations;
import dev.poolproof.model.Names;
import dev.poolproof.model.fault.Default;
import java.time.Duration;

/** Something that happens to the database's cluster while the workload runs. */
public sealed interface ClusterEvent {
    /** When it begins, counted from the start of the workload. */
    Duration at();

    /** When the last of it has happened, counted from the start of the workload. */
    Duration ends();

    /** The shortest time in it that must be told from another. */
    Duration shortest();

    /** The event in a few words, as reports name it. */
    String describe();

    /**
     * The writer goes, the reader takes its place, and the old writer comes back as the reader.
     * What the writer had acknowledged is kept. All times but {@code at} count from there.
     *
     * @param existing what becomes of the connections to both nodes: Aurora restarts the reader
     *     that it promotes
     * @param during what becomes of those who connect to a node that is not there yet
     * @param outage until the promoted node takes connections; longer than zero
     * @param rejoin until the old writer takes connections, as the reader; longer than zero
     * @param staleDns until a name server that is asked tells the new roles; it may tell them
     *     before the node is there
     */
    record Failover(
            Duration at,
            Existing existing,
            During during,
            Duration outage,
            Duration rejoin,
            Duration staleDns,
            @Default("0s") Duration answersLost)
            implements ClusterEvent {
        public Failover {
            notNegative("at", at);
            requireNonNull(existing, "existing");
            requireNonNull(during, "during");
            positive("outage", outage);
            positive("rejoin", rejoin);
            notNegative("stale-dns", staleDns);
            notNegative("answers-lost", answersLost);
            if (answersLost.compareTo(at) > 0) {
                throw new IllegalArgumentException(
                        "answers-lost must not be longer than at, was "
                                + Durations.print(answersLost));
            }
        }

        @Override
        public Duration ends() {
            return at.plus(longer(outage, longer(rejoin, staleDns)));
        }

        @Override
        public Duration shortest() {
            return outage.compareTo(rejoin) < 0 ? outage : rejoin;
        }

        @Override
        public String describe() {
            return "failover at %s: open connections: %s, new ones: %s for %s, old writer back after %s, DNS stale for %s"
                    .formatted(
                            Durations.print(at),
                            Names.of(existing),
                            Names.of(during),
                            Durations.print(outage),
                            Durations.print(rejoin),
                            Durations.print(staleDns));
        }

        private static Duration longer(Duration one, Duration other) {
            return one.compareTo(other) > 0 ? one : other;
        }
    }

    /**
     * The reader goes and comes back, as Aurora restarts it for a patch or another size. Names lead
     * to it all the time, and the writer stays.
     *
     * @param existing what becomes of the connections to it
     * @param during what becomes of those who connect to it while it is gone
     * @param outage from {@code at} until it takes connections; longer than zero
     */
    record ReaderRestart(Duration at, Existing existing, During during, Duration outage)
            implements ClusterEvent {
        public ReaderRestart {
            notNegative("at", at);
            requireNonNull(existing, "existing");
            requireNonNull(during, "during");
            positive("outage", outage);
        }

        @Override
        public Duration ends() {
            return at.plus(outage);
        }

        @Override
        public Duration shortest() {
            return outage;
        }

        @Override
        public String describe() {
            return "reader-restart at %s: open connections: %s, new ones: %s for %s"
                    .formatted(
                            Durations.print(at),
                            Names.of(existing),
                            Names.of(during),
                            Durations.print(outage));
        }
    }

    /**
     * Green, a copy that follows, takes the place of blue, as in a blue/green deployment of RDS and
     * Aurora: blue takes no more writes, connections to both are dropped, green gets the rest, and
     * blue's names lead to green. Then both take connections again. Blue goes on alone, read-only.
     * All times but {@code at} count from there.
     *
     * @param existing what becomes of the connections to both
     * @param during what becomes of those who connect to either before both take connections again
     * @param outage until both do; longer than zero
     * @param staleDns until a name server that is asked says that blue's names lead to green
     */
    record BlueGreenSwitch(
            Duration at, Existing existing, During during, Duration outage, Duration staleDns)
            implements ClusterEvent {
        public BlueGreenSwitch {
            notNegative("at", at);
            requireNonNull(existing, "existing");
            requireNonNull(during, "during");
            positive("outage", outage);
            notNegative("stale-dns", staleDns);
        }

        @Override
        public Duration ends() {
            return at.plus(outage.compareTo(staleDns) > 0 ? outage : staleDns);
        }

        @Override
        public Duration shortest() {
            return outage;
        }

        @Override
        public String describe() {
            return "blue-green-switch at %s: open connections: %s, new ones: %s for %s, DNS stale for %s"
                    .formatted(
                            Durations.print(at),
                            Names.of(existing),
                            Names.of(during),
                            Durations.print(outage),
                            Durations.print(staleDns));
        }
    }

    /** What becomes of connections that are open when a node goes. */
    enum Existing {
        /** RST to both sides. */
        RST,
        /** The server ends them in order: 57P01, then FIN. */
        SHUTDOWN,
        /** Nothing arrives any more, in either direction, and nobody is told. */
        BLACK_HOLE
    }

    /** What becomes of those who connect to a node that is gone. */
    enum During {
        /** Their connect fails at once with {@code ECONNREFUSED}. */
        REFUSE,
        /** Their SYNs vanish. */
        DROP
    }
}
