package dev.poolproof.runner.file;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatIllegalArgumentException;

import dev.poolproof.model.ByteSize;
import dev.poolproof.model.scenario.Pace;
import java.time.Duration;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class SizesAndPacesTest {
    @ParameterizedTest
    @ValueSource(strings = {"0B", "100B", "16KB", "1500B", "4MB"})
    void aSizeIsPrintedAsItIsRead(String text) {
        assertThat(ByteSize.parse(text)).hasToString(text);
    }

    @Test
    void theLargestUnitThatFitsIsPrinted() {
        assertThat(ByteSize.parse("2048KB")).hasToString("2MB").isEqualTo(new ByteSize(2 << 20));
        assertThat(new ByteSize(1025)).hasToString("1025B");
    }

    @ParameterizedTest
    @ValueSource(strings = {"", "16", "16kb", "-1KB", "1.5MB", "16 KB"})
    void anythingElseIsNoSize(String text) {
        assertThatIllegalArgumentException().isThrownBy(() -> ByteSize.parse(text));
    }

    @ParameterizedTest
    @ValueSource(strings = {"fast", "100KB/s", "stall 2s", "stall 1m30s"})
    void aPaceIsPrintedAsItIsRead(String text) {
        assertThat(Pace.parse(text)).hasToString(text);
    }

    @ParameterizedTest
    @ValueSource(strings = {"", "slow", "100KB", "0B/s", "stall", "stall 0s", "stall 2"})
    void anythingElseIsNoPace(String text) {
        assertThatIllegalArgumentException().isThrownBy(() -> Pace.parse(text));
    }

    @Test
    void aPaceTellsHowLongABodyTakes() {
        ByteSize half = ByteSize.parse("512KB");

        assertThat(Pace.FAST.of(half)).isZero();
        assertThat(Pace.parse("128KB/s").of(half)).isEqualTo(Duration.ofSeconds(4));
        assertThat(Pace.parse("stall 2s").of(half)).isEqualTo(Duration.ofSeconds(2));
    }
}
