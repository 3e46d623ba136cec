package dev.poolproof.runner.file;

import dev.poolproof.model.ByteSize;
import dev.poolproof.model.Names;
import dev.poolproof.model.fault.Default;
import dev.poolproof.model.scenario.Pace;
import java.lang.reflect.ParameterizedType;
import java.lang.reflect.RecordComponent;
import java.time.Duration;
import java.util.Arrays;
import java.util.List;
import java.util.Map;
import java.util.Set;
import org.jspecify.annotations.Nullable;
import org.snakeyaml.engine.v2.nodes.Node;

/** A component of one of the model's records, as a key of a file. */
record Component(RecordComponent declared) {
    /** Components whose key is a word that Java keeps for itself. */
    private static final Map<String, String> KEYWORDS = Map.of("lasts", "for");

    private static final Map<Class<?>, Kind> KINDS =
            Map.of(
                    Duration.class,
                    new Kind(Values::duration, Duration.ofSeconds(1), "2s"),
                    int.class,
                    new Kind(Values::integer, 2, "4"),
                    long.class,
                    new Kind(Values::wholeNumber, 1L, "4096"),
                    double.class,
                    new Kind(Values::number, 0.5, "0.5"),
                    ByteSize.class,
                    new Kind(Values::size, new ByteSize(1), "16KB"),
                    Pace.class,
                    new Kind(Values::pace, Pace.FAST, "100KB/s"));

    /** All components of a record, in order. */
    static List<Component> of(Class<? extends Record> type) {
        return Arrays.stream(type.getRecordComponents()).map(Component::new).toList();
    }

    String key() {
        String name = declared.getName();
        return KEYWORDS.getOrDefault(name, Kinds.kebab(name));
    }

    Class<?> type() {
        return declared.getType();
    }

    /** The value as it could be written; where the key may be left out, what it then is. */
    String example() {
        Default byDefault = declared.getAnnotation(Default.class);
        return byDefault == null ? kind().example() : byDefault.value();
    }

    /** The value in {@code item}, or {@code null} after an error was added. */
    @Nullable Object read(Item item) {
        return kind().reader().read(item);
    }

    /** What the value is where the key is left out; {@code null} if it must not be. */
    @Nullable Object byDefault() {
        Default written = declared.getAnnotation(Default.class);
        if (written == null) {
            return null;
        }
        Problems problems = new Problems();
        Source source = new Source(declared.toString(), problems);
        List<Node> nodes = YamlDocuments.parse(written.value(), source);
        Object value = nodes == null ? null : read(new Item(source, key(), nodes.get(0)));
        if (value == null) {
            throw new IllegalStateException("the default of " + declared + " cannot be read");
        }
        return value;
    }

    /** A value that the record takes. */
    Object harmless() {
        Object byDefault = byDefault();
        return byDefault == null ? kind().harmless() : byDefault;
    }

    private Kind kind() {
        Class<?> type = type();
        Kind simple = KINDS.get(type);
        if (simple != null) {
            return simple;
        }
        if (type == List.class) {
            return listOf(element());
        }
        if (type == Set.class) {
            List<Enum<?>> known = constants(element());
            return new Kind(
                    item -> Values.constants(known, item),
                    Set.copyOf(known),
                    "[" + String.join(", ", Values.names(known)) + "]");
        }
        List<Enum<?>> known = constants(type);
        return new Kind(item -> Values.constant(known, item), known.get(0), Names.of(known.get(0)));
    }

    /** The type of what a list or a set has. */
    private Class<?> element() {
        ParameterizedType all = (ParameterizedType) declared.getGenericType();
        return (Class<?>) all.getActualTypeArguments()[0];
    }

    private static Kind listOf(Class<?> element) {
        Kind each = KINDS.get(element);
        if (each == null) {
            throw new IllegalStateException(element + " is a type that files cannot list yet");
        }
        String example = "[" + each.example() + "]";
        return new Kind(
                item -> Values.list(item, each.reader(), example),
                List.of(each.harmless()),
                example);
    }

    private static List<Enum<?>> constants(Class<?> type) {
        if (!type.isEnum()) {
            throw new IllegalStateException(type + " is a type that files cannot hold yet");
        }
        return Arrays.stream(type.getEnumConstants()).<Enum<?>>map(Enum.class::cast).toList();
    }

    /** How values of one type are read. */
    private record Kind(ValueReader<?> reader, Object harmless, String example) {}
}
