package dev.poolproof.model;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatIllegalArgumentException;

import dev.poolproof.model.fault.Fault;
import dev.poolproof.model.fault.IdleAction;
import dev.poolproof.model.fault.ResponseTimeout;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;

class NamesTest {
    @Test
    void javaNamesAreWrittenInKebabCase() {
        assertThat(Names.of(ResponseTimeout.class)).isEqualTo("response-timeout");
        assertThat(Names.of(Fault.class)).isEqualTo("fault");
        assertThat(Names.of(IdleAction.RST_TO_NEXT_SENDER)).isEqualTo("rst-to-next-sender");
    }

    @ParameterizedTest
    @EnumSource(IdleAction.class)
    void aNameIsReadBack(IdleAction action) {
        assertThat(Names.parse(IdleAction.class, Names.of(action))).isEqualTo(action);
    }

    @Test
    void anUnknownNameListsTheKnownOnes() {
        assertThatIllegalArgumentException()
                .isThrownBy(() -> Names.parse(IdleAction.class, "RST_BOTH"))
                .withMessage(
                        "\"RST_BOTH\" is not known; known are rst-to-next-sender,"
                                + " rst-to-sending-client, silent, rst-both, fin-both,"
                                + " revive-on-client-send");
    }
}
