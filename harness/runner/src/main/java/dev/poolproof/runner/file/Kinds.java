package dev.poolproof.runner.file;

import dev.poolproof.model.Names;
import java.util.Arrays;
import java.util.Collection;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;

/**
 * Reads one record of a sealed family, written as {@code name: { ... }}.
 *
 * @param types the family's records by the names that files have for them
 */
record Kinds<T>(Map<String, Class<? extends T>> types) {
    /** All records that the sealed interface {@code family} permits, however deep. */
    static <T> Kinds<T> of(Class<T> family) {
        Map<String, Class<? extends T>> types = new LinkedHashMap<>();
        records(family).forEach(type -> types.put(Names.of(type), type.asSubclass(family)));
        return new Kinds<>(types);
    }

    private static Stream<Class<?>> records(Class<?> family) {
        return family.isSealed()
                ? Arrays.stream(family.getPermittedSubclasses()).flatMap(Kinds::records)
                : Stream.of(family);
    }

    List<String> names() {
        return List.copyOf(types.keySet());
    }

    boolean has(String name) {
        return types.containsKey(name);
    }

    /** One of the family as it could be written: {@code { quiet: { for: 2s } }}. */
    String example(String name) {
        return "{ " + name + ": " + RecordReader.example(recordType(name)) + " }";
    }

    /** The record that {@code entry} has; its name must be one of the family. */
    @Nullable T read(Block.Entry entry) {
        return read(entry, List.of());
    }

    /**
     * The same, of an entry that may have others beside it.
     *
     * @param beside the names of those
     */
    @Nullable T read(Block.Entry entry, Collection<String> beside) {
        Record read = RecordReader.read(recordType(entry.name()), entry.value(), beside);
        return read == null ? null : type(entry.name()).cast(read);
    }

    /** The record of that name, which must be one of the family. */
    Class<? extends T> type(String name) {
        Class<? extends T> type = types.get(name);
        if (type == null) {
            throw new IllegalStateException(name + " is none of " + names());
        }
        return type;
    }

    private Class<? extends Record> recordType(String name) {
        if (!type(name).isRecord()) {
            throw new IllegalStateException(name + " is no record, known are " + names());
        }
        return type(name).asSubclass(Record.class);
    }

    /** The file's name of a Java name: {@code refreshedBy} is {@code refreshed-by}. */
    static String kebab(String javaName) {
        return javaName.replaceAll("(?<=[a-z0-9])(?=[A-Z])", "-").toLowerCase(Locale.ROOT);
    }
}
