package dev.poolproof.proxy;

import dev.poolproof.model.fault.Connections;
import dev.poolproof.model.fault.Hop;
import java.util.ArrayList;
import java.util.List;
import java.util.function.UnaryOperator;

/**
 * The connections that were chosen for the hops of one proxy when these were put on its path: a
 * change of anything else leaves them as they are. Not thread-safe.
 */
final class Chosen {
    private List<Kept> kept = List.of();

    /**
     * What was chosen for a hop.
     *
     * @param asked what was asked for then
     */
    private record Kept(String hop, Connections asked, Connections chosen) {
        /** Whether {@code hop} asks for the same, or for what came of it. */
        boolean isFor(Hop other) {
            Connections wanted = other.scope().connections();
            return hop.equals(other.name()) && (wanted.equals(asked) || wanted.equals(chosen));
        }
    }

    /**
     * {@code hops}, each with the connections chosen for it. Forgets those of other hops.
     *
     * @param choose chooses for a hop that is new, or asks for others than before
     */
    List<Hop> of(List<Hop> hops, UnaryOperator<Connections> choose) {
        List<Kept> now = new ArrayList<>();
        List<Hop> resolved = new ArrayList<>();
        for (Hop hop : hops) {
            Kept its = kept(hop, choose);
            now.add(its);
            resolved.add(new Hop(hop.name(), hop.faults(), hop.scope().connections(its.chosen())));
        }
        kept = now;
        return List.copyOf(resolved);
    }

    private Kept kept(Hop hop, UnaryOperator<Connections> choose) {
        Connections asked = hop.scope().connections();
        return kept.stream()
                .filter(before -> before.isFor(hop))
                .findFirst()
                .orElseGet(() -> new Kept(hop.name(), asked, choose.apply(asked)));
    }
}
