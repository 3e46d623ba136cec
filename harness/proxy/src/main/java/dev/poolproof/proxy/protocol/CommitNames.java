package dev.poolproof.proxy.protocol;

import java.util.LinkedHashSet;
import java.util.Set;

/**
 * The names, as hashes, under which a COMMIT has been prepared. Holds {@value #MOST}; of more the
 * oldest is forgotten.
 */
final class CommitNames {
    private static final int MOST = 64; // one is what drivers use

    private final Set<Long> names = new LinkedHashSet<>();

    /** {@code name} stands for a COMMIT from now on. */
    void add(long name) {
        names.remove(name);
        names.add(name);
        if (names.size() > MOST) {
            names.remove(names.iterator().next());
        }
    }

    /** {@code name} stands for nothing, or for something else, from now on. */
    void remove(long name) {
        names.remove(name);
    }

    boolean contains(long name) {
        return names.contains(name);
    }
}
