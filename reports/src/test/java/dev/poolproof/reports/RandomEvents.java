package dev.poolproof.reports;

import dev.poolproof.model.TimeScale;
import dev.poolproof.model.history.HistoryEvent;
import java.lang.reflect.AnnotatedParameterizedType;
import java.lang.reflect.AnnotatedType;
import java.lang.reflect.RecordComponent;
import java.time.Duration;
import java.util.Arrays;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Random;
import org.jspecify.annotations.Nullable;

/** Makes events of any type from their records, so that a new type needs no line here. */
record RandomEvents(Random random) {
    private static final List<String> WORDS =
            List.of(
                    "",
                    "idle",
                    "a \"quoted\" word",
                    "two\nlines",
                    "\u00fc\ud83d\udc1f\u2028",
                    "\u0001");

    HistoryEvent of(Class<?> type) {
        return (HistoryEvent) record(type);
    }

    private Object record(Class<?> type) {
        RecordComponent[] components = type.getRecordComponents();
        Class<?>[] types =
                Arrays.stream(components).map(RecordComponent::getType).toArray(Class[]::new);
        @Nullable Object[] values =
                Arrays.stream(components).map(each -> value(each.getAnnotatedType())).toArray();
        try {
            return type.getDeclaredConstructor(types).newInstance(values);
        } catch (ReflectiveOperationException unlikely) {
            throw new IllegalStateException(type + " cannot be made", unlikely);
        }
    }

    private @Nullable Object value(AnnotatedType annotated) {
        if (annotated.isAnnotationPresent(Nullable.class) && random.nextBoolean()) {
            return null;
        }
        if (annotated instanceof AnnotatedParameterizedType generic) {
            AnnotatedType[] inner = generic.getAnnotatedActualTypeArguments();
            return inner.length == 1
                    ? List.of(some(inner[0]), some(inner[0]))
                    : new LinkedHashMap<>(Map.of("a", some(inner[1]), "b c", some(inner[1])));
        }
        return some(annotated);
    }

    private Object some(AnnotatedType annotated) {
        Class<?> type = (Class<?>) annotated.getType();
        if (type == Duration.class) {
            return Duration.ofNanos(random.nextLong(Long.MAX_VALUE >> random.nextInt(62)));
        } else if (type == TimeScale.class) {
            return new TimeScale(1 + random.nextInt(1998) / 2.0);
        } else if (type == String.class) {
            return WORDS.get(random.nextInt(WORDS.size()));
        } else if (type == int.class) {
            return random.nextInt();
        } else if (type == long.class) {
            return random.nextLong();
        } else if (type == double.class) {
            return random.nextDouble();
        } else if (type.isEnum()) {
            return type.getEnumConstants()[random.nextInt(type.getEnumConstants().length)];
        } else if (type.getSimpleName().equals("Artifact")) {
            return new dev.poolproof.model.candidate.Artifact("hikaricp", "7.1.0");
        } else if (type.isRecord()) {
            return record(type);
        }
        throw new IllegalStateException("no random value for " + type + ": add one here");
    }
}
