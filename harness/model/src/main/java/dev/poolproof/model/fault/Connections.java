package dev.poolproof.model.fault;

import static dev.poolproof.model.Checks.atLeast;

import java.net.InetAddress;
import java.util.Set;

/** Which connections of a proxy a hop acts on. */
public sealed interface Connections {
    /** All, those to come too. */
    record All() implements Connections {}

    /**
     * The ones with these numbers.
     *
     * @param numbers counted from 1 in the order in which the proxy accepted
     */
    record Numbered(Set<Long> numbers) implements Connections {
        public Numbered {
            numbers = Set.copyOf(numbers);
        }
    }

    /**
     * The first that the proxy accepts, counted over its life.
     *
     * @param count 1 or more
     */
    record First(int count) implements Connections {
        public First {
            atLeast("count", 1, count);
        }
    }

    /**
     * Those that the proxy accepts after its first ones, counted over its life.
     *
     * @param first how many come before, 1 or more
     * @param count how many of them, 1 or more
     */
    record AfterFirst(int first, int count) implements Connections {
        public AfterFirst {
            atLeast("first", 1, first);
            atLeast("count", 1, count);
        }

        /** All after the first ones. */
        public AfterFirst(int first) {
            this(first, Integer.MAX_VALUE);
        }
    }

    /**
     * The first that the proxy accepts after the hop was put on the path.
     *
     * @param count 1 or more
     */
    record Next(int count) implements Connections {
        public Next {
            atLeast("count", 1, count);
        }
    }

    /**
     * Those that are open the longest when the hop is put on the path.
     *
     * @param count 1 or more
     */
    record Oldest(int count) implements Connections {
        public Oldest {
            atLeast("count", 1, count);
        }
    }

    /** Those of one client's address, whatever the port. */
    record From(InetAddress client) implements Connections {}
}
