package dev.poolproof.model.fault;

import static java.util.Objects.requireNonNull;

import dev.poolproof.model.Names;
import dev.poolproof.model.TimeScale;
import java.util.List;

/**
 * One station on the path: a name, with the faults that make it up. Of several timers the first to
 * fire wins.
 *
 * @param name as the path of a scenario names it, a preset's or a bare fault's, or as whoever put
 *     it on a proxy calls it
 * @param faults none for a hop that only passes on
 * @param scope where and from when on they act; the default but for the stream for a {@link
 *     ListenerFault}, and at once for a {@link ConnectFault}
 */
public record Hop(String name, List<Fault> faults, Scope scope) {
    public Hop {
        if (name.isBlank()) {
            throw new IllegalArgumentException("a hop must have a name");
        }
        faults = List.copyOf(faults);
        requireNonNull(scope, "scope");
        for (Fault fault : faults) {
            check(fault, scope);
        }
    }

    /** Whether there is anything for {@code fault} to choose from. */
    private static void check(Fault fault, Scope scope) {
        if (fault instanceof ListenerFault && choosesAmongConnections(scope)) {
            throw new IllegalArgumentException(
                    Names.of(fault.getClass())
                            + " meets all who connect: toxicity must be 1, connections all, and it"
                            + " must begin at once");
        }
        if (fault instanceof ConnectFault && !scope.from().equals(Trigger.AT_ONCE)) {
            throw new IllegalArgumentException(
                    Names.of(fault.getClass())
                            + " acts when a client connects: it must begin at once");
        }
    }

    private static boolean choosesAmongConnections(Scope scope) {
        return !scope.stream(Scope.DEFAULT.stream())
                .equals(Scope.DEFAULT); // which way says nothing
    }

    /** A hop for all connections, at once. */
    public Hop(String name, List<Fault> faults) {
        this(name, faults, Scope.DEFAULT);
    }

    /** The same hop for a proxy whose clock runs at {@code scale}. */
    public Hop scaled(TimeScale scale) {
        return new Hop(
                name,
                faults.stream().map(fault -> fault.scaled(scale)).toList(),
                scope.scaled(scale));
    }
}
