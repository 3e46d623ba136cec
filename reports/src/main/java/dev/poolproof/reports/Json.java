package dev.poolproof.reports;

import com.fasterxml.jackson.annotation.JsonInclude;
import com.fasterxml.jackson.annotation.JsonInclude.Include;
import com.fasterxml.jackson.annotation.JsonTypeInfo;
import com.fasterxml.jackson.core.JsonGenerator;
import com.fasterxml.jackson.core.JsonParser;
import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.core.StreamWriteFeature;
import com.fasterxml.jackson.databind.DeserializationContext;
import com.fasterxml.jackson.databind.DeserializationFeature;
import com.fasterxml.jackson.databind.SerializerProvider;
import com.fasterxml.jackson.databind.deser.std.StdDeserializer;
import com.fasterxml.jackson.databind.json.JsonMapper;
import com.fasterxml.jackson.databind.jsontype.NamedType;
import com.fasterxml.jackson.databind.module.SimpleModule;
import com.fasterxml.jackson.databind.ser.std.StdSerializer;
import dev.poolproof.model.Names;
import dev.poolproof.model.TimeScale;
import dev.poolproof.model.history.HistoryEvent;
import java.io.IOException;
import java.math.BigDecimal;
import java.time.Duration;
import java.time.Instant;
import java.time.format.DateTimeParseException;

/** How the records of the model are written as JSON; the words are those of the package. */
final class Json {
    /** Reads and writes every record of the model; may be shared between threads. */
    static final JsonMapper MAPPER =
            JsonMapper.builder()
                    .annotationIntrospector(new ModelIntrospector())
                    .propertyNamingStrategy(new SecondsInTheKey())
                    .defaultPropertyInclusion(
                            JsonInclude.Value.construct(Include.NON_NULL, Include.ALWAYS))
                    .addModule(values())
                    .addMixIn(HistoryEvent.class, ByName.class)
                    .enable(StreamWriteFeature.WRITE_BIGDECIMAL_AS_PLAIN)
                    .enable(DeserializationFeature.FAIL_ON_NULL_FOR_PRIMITIVES)
                    .enable(DeserializationFeature.FAIL_ON_TRAILING_TOKENS)
                    .build();

    static {
        for (Class<?> type : HistoryEvent.class.getPermittedSubclasses()) {
            MAPPER.registerSubtypes(new NamedType(type, Names.of(type)));
        }
    }

    private Json() {}

    /** What is wrong with {@code problem}'s input, without Jackson's note on where it stands. */
    static String inWords(JsonProcessingException problem) {
        return Text.oneLine(problem.getOriginalMessage());
    }

    private static SimpleModule values() {
        return new SimpleModule()
                .addSerializer(new DurationWriter())
                .addSerializer(new TimeScaleWriter())
                .addSerializer(new InstantWriter())
                .addDeserializer(Duration.class, new DurationReader())
                .addDeserializer(TimeScale.class, new TimeScaleReader())
                .addDeserializer(Instant.class, new InstantReader());
    }

    /** The type of an event is the name of its record. */
    @JsonTypeInfo(use = JsonTypeInfo.Id.NAME, property = "event")
    private interface ByName {}

    private static final class DurationWriter extends StdSerializer<Duration> {
        private static final long serialVersionUID = 1;

        DurationWriter() {
            super(Duration.class);
        }

        @Override
        public void serialize(Duration value, JsonGenerator out, SerializerProvider provider)
                throws IOException {
            BigDecimal nanos = new BigDecimal(value.toNanos());
            out.writeNumber(nanos.movePointLeft(9).stripTrailingZeros());
        }
    }

    private static final class DurationReader extends StdDeserializer<Duration> {
        private static final long serialVersionUID = 1;

        DurationReader() {
            super(Duration.class);
        }

        @Override
        public Duration deserialize(JsonParser in, DeserializationContext context)
                throws IOException {
            BigDecimal seconds = number(in, context, Duration.class);
            try {
                return Duration.ofNanos(seconds.movePointRight(9).longValueExact());
            } catch (ArithmeticException beyondNanoseconds) {
                throw context.weirdNumberException(
                        seconds, Duration.class, "finer than a nanosecond, or too long");
            }
        }
    }

    private static final class TimeScaleWriter extends StdSerializer<TimeScale> {
        private static final long serialVersionUID = 1;

        TimeScaleWriter() {
            super(TimeScale.class);
        }

        @Override
        public void serialize(TimeScale value, JsonGenerator out, SerializerProvider provider)
                throws IOException {
            out.writeNumber(BigDecimal.valueOf(value.factor()).stripTrailingZeros());
        }
    }

    private static final class TimeScaleReader extends StdDeserializer<TimeScale> {
        private static final long serialVersionUID = 1;

        TimeScaleReader() {
            super(TimeScale.class);
        }

        @Override
        public TimeScale deserialize(JsonParser in, DeserializationContext context)
                throws IOException {
            return new TimeScale(number(in, context, TimeScale.class).doubleValue());
        }
    }

    private static final class InstantWriter extends StdSerializer<Instant> {
        private static final long serialVersionUID = 1;

        InstantWriter() {
            super(Instant.class);
        }

        @Override
        public void serialize(Instant value, JsonGenerator out, SerializerProvider provider)
                throws IOException {
            out.writeString(value.toString());
        }
    }

    private static final class InstantReader extends StdDeserializer<Instant> {
        private static final long serialVersionUID = 1;

        InstantReader() {
            super(Instant.class);
        }

        @Override
        public Instant deserialize(JsonParser in, DeserializationContext context)
                throws IOException {
            try {
                return Instant.parse(in.getText());
            } catch (DateTimeParseException other) {
                throw context.weirdStringException(in.getText(), Instant.class, "not a moment");
            }
        }
    }

    private static BigDecimal number(JsonParser in, DeserializationContext context, Class<?> wanted)
            throws IOException {
        if (!in.currentToken().isNumeric()) {
            context.reportInputMismatch(wanted, "must be a number, was \"%s\"", in.getText());
        }
        return in.getDecimalValue();
    }
}
