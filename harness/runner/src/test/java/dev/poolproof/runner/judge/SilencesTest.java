package dev.poolproof.runner.judge;

import static java.time.Duration.ofSeconds;
import static org.assertj.core.api.Assertions.assertThat;

import dev.poolproof.model.history.NetworkAction;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;

class SilencesTest {
    @Test
    void bytesAndKeepaliveProbesBreakASilence() {
        var history =
                new Play()
                        .accepted(0, 1)
                        .bytes(10, 1)
                        .network(40, 1, NetworkAction.KEEPALIVE_SEEN)
                        .bytes(60, 1)
                        .network(61, 1, NetworkAction.CLOSED)
                        .ended(100);

        assertThat(Silences.longest(history, ofSeconds(100))).isEqualTo(ofSeconds(30));
    }

    @Test
    void bytesOfAnotherConnectionDoNot() {
        var history = new Play().accepted(0, 1).accepted(0, 2).bytes(50, 2).bytes(90, 1).ended(100);

        assertThat(Silences.longest(history, ofSeconds(100))).isEqualTo(ofSeconds(90));
    }

    @Test
    void anOpenConnectionIsSilentUntilTheEnd() {
        var history = new Play().accepted(0, 1).bytes(10, 1).bytes(150, 1).ended(100);

        assertThat(Silences.longest(history, ofSeconds(100))).isEqualTo(ofSeconds(90));
    }

    @ParameterizedTest
    @EnumSource(
            names = {"FIN_RECEIVED", "RST_RECEIVED", "TIMER_FIRED", "CLOSED"},
            value = NetworkAction.class)
    void aConnectionThatIsOverIsNotSilent(NetworkAction over) {
        var history = new Play().accepted(0, 1).network(20, 1, over).ended(100);

        assertThat(Silences.longest(history, ofSeconds(100))).isEqualTo(ofSeconds(20));
    }
}
