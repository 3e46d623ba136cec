package dev.poolproof.proxy.handler;

import static dev.poolproof.proxy.handler.Signal.FIN;
import static dev.poolproof.proxy.handler.Signal.RST;
import static org.assertj.core.api.Assertions.assertThat;

import dev.poolproof.model.fault.Close;
import dev.poolproof.model.fault.Direction;
import dev.poolproof.model.fault.Ending;
import dev.poolproof.model.fault.Scope;
import dev.poolproof.model.fault.Trigger;
import java.time.Duration;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** What each side is told by an ending, shown with the fault that does nothing else. */
class EndingsTest {
    @ParameterizedTest
    @CsvSource({
        "RST_BOTH, RST, RST",
        "FIN_BOTH, FIN, FIN",
        "RST_CLIENT, RST, ",
        "FIN_CLIENT, FIN, ",
        "RST_SERVER, , RST",
        "FIN_SERVER, , FIN"
    })
    void eachSideIsToldWhatTheEndingSays(Ending how, Signal client, Signal server) {
        try (VirtualPath path = VirtualPath.of(new Close(how))) {
            path.pass(Duration.ZERO);

            assertThat(path.clientGot()).isEqualTo(client == null ? List.of() : List.of(client));
            assertThat(path.serverGot()).isEqualTo(server == null ? List.of() : List.of(server));
            assertThat(path.wire.events).singleElement().asString().startsWith("ACTED hop1: ended");
        }
    }

    @Test
    void aSideThatWasToldNothingIsNotAnsweredButMayClose() {
        try (VirtualPath path = VirtualPath.of(new Close(Ending.FIN_CLIENT))) {
            path.pass(Duration.ZERO);
            assertThat(path.clientGot()).containsExactly(FIN);

            path.serverSends("row");
            assertThat(path.serverGot()).isEmpty();
            path.serverSends(FIN);

            assertThat(path.serverGot()).containsExactly(FIN);
            assertThat(path.clientGot()).isEmpty();
        }
    }

    @Test
    void aSideThatSendsOnAfterItsFinIsAnsweredWithReset() {
        try (VirtualPath path = VirtualPath.of(new Close(Ending.FIN_CLIENT))) {
            path.pass(Duration.ZERO);
            assertThat(path.clientGot()).containsExactly(FIN);

            path.clientSends("query");

            assertThat(path.clientGot()).containsExactly(RST);
            assertThat(path.serverGot()).isEmpty();
        }
    }

    @Test
    void aTriggerChoosesTheMomentAndWhatCameBeforePasses() {
        Scope after10 = Scope.DEFAULT.stream(Direction.UPSTREAM).from(new Trigger.AfterBytes(10));
        try (VirtualPath path = VirtualPath.of(after10, new Close(Ending.RST_CLIENT))) {
            path.clientSends("123456789");
            assertThat(path.clientGot()).isEmpty();

            path.clientSends("0");

            assertThat(path.serverGot()).containsExactly("123456789", "0");
            assertThat(path.clientGot()).containsExactly(RST);
        }
    }
}
