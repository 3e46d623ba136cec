package dev.poolproof.runner.file;

import static java.util.Objects.requireNonNull;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatExceptionOfType;

import dev.poolproof.model.Checks;
import dev.poolproof.model.fault.Default;
import dev.poolproof.model.fault.Direction;
import java.time.Duration;
import java.util.List;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;
import org.snakeyaml.engine.v2.nodes.Node;

/** What the model's records may have, whether or not one has it yet. */
class RecordReaderTest {
    private final Problems problems = new Problems();

    record Numbers(long bytes, double percent, @Default("both") Direction way) {
        Numbers {
            Checks.atLeast("bytes", 1L, bytes);
            if (percent > 100) {
                throw new IllegalArgumentException("percent must be 100 or less, was " + percent);
            }
        }
    }

    record Defaults(@Default("1m30s") Duration time, @Default("0") int count) {}

    @Test
    void wholeAndDecimalNumbersAreRead() {
        assertThat(read(Numbers.class, "{ bytes: 5000000000, percent: 2.5, way: upstream }"))
                .isEqualTo(new Numbers(5_000_000_000L, 2.5, Direction.UPSTREAM));
    }

    @Test
    void aKeyThatIsLeftOutHasItsDefault() {
        assertThat(read(Numbers.class, "{ bytes: 1, percent: 0 }"))
                .isEqualTo(new Numbers(1, 0, Direction.BOTH));
        assertThat(read(Defaults.class, "{}")).isEqualTo(new Defaults(Duration.ofSeconds(90), 0));
    }

    @Test
    void theExampleShowsWhatAKeyIsWhereItIsLeftOut() {
        assertThat(RecordReader.example(Numbers.class))
                .isEqualTo("{ bytes: 4096, percent: 0.5, way: both }");
        assertThat(RecordReader.example(Defaults.class)).isEqualTo("{ time: 1m30s, count: 0 }");
    }

    @Test
    void everyNumberThatIsWrongIsTold() {
        assertThat(read(Numbers.class, "{ bytes: 0, percent: 101 }")).isNull();
        assertThat(read(Numbers.class, "{ bytes: 1.5, percent: 3%, way: }")).isNull();
        assertThat(read(Numbers.class, "{ bytes: 9223372036854775808, way: both }")).isNull();

        assertThatExceptionOfType(BadInput.class)
                .isThrownBy(problems::throwIfAny)
                .withMessage(
                        """
                        test:1:1: percent: is missing
                            write percent: 0.5
                        test:1:10: bytes: "0" must be 1 or more
                            write a value that is 1 or more
                        test:1:10: bytes: "1.5" is not a whole number
                            write a whole number, for example 4
                        test:1:10: bytes: "9223372036854775808" is too large
                            write a number below 9223372036854775807
                        test:1:22: percent: "101" must be 100 or less
                            write a value that is 100 or less
                        test:1:24: percent: "3%" is not a number
                            write a number, for example 0.5
                        test:1:32: way: is empty, not one of upstream, downstream, both
                            write one of upstream, downstream, both""");
    }

    private <T extends Record> @Nullable T read(Class<T> type, String yaml) {
        Source source = new Source("test", problems);
        List<Node> nodes = YamlDocuments.parse(yaml, source);
        return RecordReader.read(type, new Item(source, "", requireNonNull(nodes).get(0)));
    }
}
