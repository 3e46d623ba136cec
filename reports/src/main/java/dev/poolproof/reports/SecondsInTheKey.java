package dev.poolproof.reports;

import com.fasterxml.jackson.databind.PropertyNamingStrategy;
import com.fasterxml.jackson.databind.cfg.MapperConfig;
import com.fasterxml.jackson.databind.introspect.AnnotatedField;
import com.fasterxml.jackson.databind.introspect.AnnotatedMethod;
import com.fasterxml.jackson.databind.introspect.AnnotatedParameter;
import java.time.Duration;

/** Names the unit of a duration in its key: {@code took} is written as {@code tookSeconds}. */
final class SecondsInTheKey extends PropertyNamingStrategy {
    private static final long serialVersionUID = 1;

    @Override
    public String nameForField(MapperConfig<?> config, AnnotatedField field, String name) {
        return named(name, field.getRawType());
    }

    @Override
    public String nameForGetterMethod(MapperConfig<?> config, AnnotatedMethod getter, String name) {
        return named(name, getter.getRawReturnType());
    }

    @Override
    public String nameForConstructorParameter(
            MapperConfig<?> config, AnnotatedParameter parameter, String name) {
        return named(name, parameter.getRawType());
    }

    private static String named(String name, Class<?> type) {
        return type == Duration.class ? name + "Seconds" : name;
    }
}
