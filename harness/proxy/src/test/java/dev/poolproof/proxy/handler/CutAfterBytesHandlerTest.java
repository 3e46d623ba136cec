package dev.poolproof.proxy.handler;

import static dev.poolproof.proxy.handler.Signal.RST;
import static org.assertj.core.api.Assertions.assertThat;

import dev.poolproof.model.fault.CutAfterBytes;
import dev.poolproof.model.fault.Ending;
import dev.poolproof.model.fault.Hop;
import java.time.Duration;
import java.util.List;
import org.junit.jupiter.api.Test;

class CutAfterBytesHandlerTest {
    private final VirtualPath path = VirtualPath.of(new CutAfterBytes(5, Ending.RST_BOTH));

    @Test
    void exactlySoManyBytesPass() {
        path.serverSends("abc");
        assertThat(path.clientGot()).containsExactly("abc");

        path.serverSends("defg");

        assertThat(path.clientGot()).containsExactly("de", RST);
        assertThat(path.serverGot()).containsExactly(RST);
        assertThat(path.wire.events)
                .containsExactly("DROPPED SERVER hop1", "ACTED SERVER hop1: cut after 5 bytes");
    }

    @Test
    void theLastByteItselfEndsTheConnection() {
        path.serverSends("abcd");
        assertThat(path.clientGot()).containsExactly("abcd");

        path.serverSends("e");

        assertThat(path.clientGot()).containsExactly("e", RST);
    }

    @Test
    void bytesThatGoTheOtherWayDoNotCount() {
        path.clientSends("a long query");

        assertThat(path.serverGot()).containsExactly("a long query");
        assertThat(path.clientGot()).isEmpty();
    }

    @Test
    void resetWaitsForWhatWasSentButNotLongerThanASecond() {
        path.wire.delivered = false;
        path.serverSends("abcdef");
        path.serverSends("gh");
        assertThat(path.clientGot()).containsExactly("abcde");

        for (int i = 0; i < 999; i++) { // each look makes the next
            path.pass(Duration.ofMillis(1));
        }
        assertThat(path.clientGot()).isEmpty();
        path.pass(Duration.ofMillis(1));

        assertThat(path.clientGot()).containsExactly(RST);
    }

    @Test
    void aChangedLimitCountsWhatHasPassed() {
        path.serverSends("abcd");
        path.change(List.of(new Hop("hop1", List.of(new CutAfterBytes(6, Ending.RST_BOTH)))));

        path.serverSends("efgh");

        assertThat(path.clientGot()).containsExactly("abcd", "ef", RST);
    }
}
