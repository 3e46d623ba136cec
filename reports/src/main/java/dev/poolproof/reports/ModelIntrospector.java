package dev.poolproof.reports;

import com.fasterxml.jackson.databind.cfg.MapperConfig;
import com.fasterxml.jackson.databind.introspect.AnnotatedClass;
import com.fasterxml.jackson.databind.introspect.AnnotatedMember;
import com.fasterxml.jackson.databind.introspect.AnnotatedParameter;
import com.fasterxml.jackson.databind.introspect.JacksonAnnotationIntrospector;
import dev.poolproof.model.Names;
import java.lang.reflect.AnnotatedType;
import java.util.Arrays;
import org.jspecify.annotations.Nullable;

/**
 * Tells Jackson what the model's records say of themselves: names of constants, what is required.
 */
final class ModelIntrospector extends JacksonAnnotationIntrospector {
    private static final long serialVersionUID = 1;

    /** A constant is written as files write it. */
    @Override
    public String[] findEnumValues(
            MapperConfig<?> config,
            AnnotatedClass type,
            Enum<?>[] constants,
            @Nullable String[] names) {
        return Arrays.stream(constants).map(Names::of).toArray(String[]::new);
    }

    /** A component must be in the file unless it is {@link Nullable}. */
    @Override
    public @Nullable Boolean hasRequiredMarker(AnnotatedMember member) {
        if (member instanceof AnnotatedParameter parameter
                && member.getDeclaringClass().isRecord()) {
            AnnotatedType type =
                    member.getDeclaringClass()
                            .getRecordComponents()[parameter.getIndex()]
                            .getAnnotatedType();
            return !type.isAnnotationPresent(Nullable.class);
        }
        return super.hasRequiredMarker(member);
    }
}
