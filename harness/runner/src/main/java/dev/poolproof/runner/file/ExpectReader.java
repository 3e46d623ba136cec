package dev.poolproof.runner.file;

import dev.poolproof.model.Names;
import dev.poolproof.model.scenario.Bound;
import dev.poolproof.model.scenario.Expectation;
import dev.poolproof.model.scenario.Expectation.Moment;
import dev.poolproof.model.scenario.Expectation.Presence;
import dev.poolproof.model.scenario.Expectation.Statistic;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.function.BiFunction;
import java.util.function.Function;
import org.jspecify.annotations.Nullable;

/** Reads what counts as surviving, in the order in which it is written. */
final class ExpectReader {
    private static final String EXAMPLE = "{ failed: 0, recovery: < 10s }";

    /** By key; they return an empty list after they have added an error. */
    private final Map<String, Function<Item, List<Expectation>>> readers = new LinkedHashMap<>();

    /**
     * @param symptomIsDescribed whether the scenario says what its symptom is
     */
    ExpectReader(boolean symptomIsDescribed) {
        readers.put(
                Names.of(Expectation.Failed.class),
                item -> one(BoundReader.count(item), Expectation.Failed::new));
        readers.put(Names.of(Expectation.BorrowWait.class), ExpectReader::borrowWait);
        readers.put(
                Names.of(Expectation.Recovery.class),
                item -> one(BoundReader.time(item), Expectation.Recovery::new));
        readers.put(Names.of(Expectation.ServerSessions.class), ExpectReader::serverSessions);
        readers.put(
                Names.of(Expectation.ConnectionsOpened.class),
                item -> one(BoundReader.count(item), Expectation.ConnectionsOpened::new));
        readers.put(
                Names.of(Expectation.StaleConnections.class),
                item -> one(BoundReader.count(item), Expectation.StaleConnections::new));
        readers.put(Names.of(Expectation.Writes.class), ExpectReader::writes);
        readers.put(
                Names.of(Expectation.SilentlyShort.class),
                item -> one(BoundReader.count(item), Expectation.SilentlyShort::new));
        readers.put(
                Names.of(Expectation.LongestOperation.class),
                item -> one(BoundReader.time(item), Expectation.LongestOperation::new));
        readers.put(
                Names.of(Expectation.Warned.class),
                item ->
                        one(
                                Values.words(
                                        item, "a part of the line, for example leak detection"),
                                Expectation.Warned::new));
        readers.put(
                "symptom",
                symptomIsDescribed ? ExpectReader::symptom : ExpectReader::symptomOfNothing);
    }

    /** What may be expected. */
    Set<String> keys() {
        return readers.keySet();
    }

    @Nullable List<Expectation> read(Item item) {
        Block block = item.block(EXAMPLE);
        if (block == null) {
            return null;
        }
        block.allow(readers.keySet());
        if (block.entries().isEmpty()) {
            item.error("a scenario must expect something", EXAMPLE);
            return null;
        }
        List<Expectation> all = new ArrayList<>();
        boolean complete = true;
        for (Block.Entry entry : block.entries()) {
            Function<Item, List<Expectation>> reader = readers.get(entry.name());
            List<Expectation> read = reader == null ? List.of() : reader.apply(entry.value());
            complete &= !read.isEmpty();
            all.addAll(read);
        }
        return complete ? all : null;
    }

    private static List<Expectation> symptom(Item item) {
        return one(
                Values.constant(List.of(Presence.values()), item), Expectation.SymptomShows::new);
    }

    private static List<Expectation> symptomOfNothing(Item item) {
        item.error(
                "the scenario does not say what its symptom is",
                "symptom: " + SymptomReader.EXAMPLE + " beside expect");
        return List.of();
    }

    private static List<Expectation> borrowWait(Item item) {
        return each(
                List.of(Statistic.values()),
                item,
                "{ p99: < 1s, max: < 5s }",
                BoundReader::time,
                Expectation.BorrowWait::new);
    }

    private static List<Expectation> writes(Item item) {
        return each(
                List.of(Expectation.Writes.Kind.values()),
                item,
                "{ lost: 0, doubled: 0 }",
                BoundReader::count,
                Expectation.Writes::new);
    }

    private static List<Expectation> serverSessions(Item item) {
        if (item.isScalar()) {
            return one(
                    BoundReader.count(item),
                    bound -> new Expectation.ServerSessions(Moment.PEAK, bound));
        }
        return each(
                List.of(Moment.values()),
                item,
                "{ peak: <= 2x pool, end: <= 1x pool }",
                BoundReader::count,
                Expectation.ServerSessions::new);
    }

    /** Reads a block of bounds, each under the name of a constant. */
    private static <E extends Enum<?>, B extends Bound> List<Expectation> each(
            List<E> constants,
            Item item,
            String example,
            ValueReader<B> boundReader,
            BiFunction<E, B, Expectation> make) {
        Block block = item.block(example);
        if (block == null) {
            return List.of();
        }
        block.allow(Values.names(constants));
        if (block.entries().isEmpty()) {
            item.error("an empty block expects nothing", example);
        }
        List<Expectation> all = new ArrayList<>();
        for (E constant : constants) {
            Item value = block.optional(Names.of(constant));
            B bound = value == null ? null : boundReader.read(value);
            if (bound != null) {
                all.add(make.apply(constant, bound));
            }
        }
        return all;
    }

    private static <V> List<Expectation> one(@Nullable V value, Function<V, Expectation> make) {
        return value == null ? List.of() : List.of(make.apply(value));
    }
}
