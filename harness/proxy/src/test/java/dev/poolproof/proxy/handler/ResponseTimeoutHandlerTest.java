package dev.poolproof.proxy.handler;

import static dev.poolproof.proxy.handler.Signal.RST;
import static org.assertj.core.api.Assertions.assertThat;

import dev.poolproof.model.fault.Ending;
import dev.poolproof.model.fault.ResponseTimeout;
import java.time.Duration;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;

class ResponseTimeoutHandlerTest {
    private static final Duration AFTER = Duration.ofSeconds(60);
    private static final Duration UNIT = Duration.ofNanos(1);

    private final VirtualPath path = VirtualPath.of(new ResponseTimeout(AFTER, Ending.RST_BOTH));

    @AfterEach
    void close() {
        path.close();
    }

    @Test
    void anUnansweredRequestEndsTheConnection() {
        path.pass(AFTER.multipliedBy(10)); // nothing is asked, so nothing is late
        path.clientSends("query");

        path.pass(AFTER.minus(UNIT));
        assertThat(path.wire.events).isEmpty();
        path.pass(UNIT);

        assertThat(path.wire.events).containsExactly("TIMER_FIRED hop1");
        assertThat(path.clientGot()).containsExactly(RST);
        assertThat(path.serverGot()).containsExactly("query", RST);
    }

    @Test
    void theTimeCountsFromTheFirstUnansweredByte() {
        path.clientSends("half a");
        path.pass(AFTER.minus(UNIT));
        path.clientSends(" query");

        path.pass(UNIT);

        assertThat(path.wire.events).containsExactly("TIMER_FIRED hop1");
    }

    @Test
    void anAnswerEndsTheWaitUntilTheNextRequest() {
        path.clientSends("query");
        path.pass(AFTER.minus(UNIT));
        path.serverSends("row");
        path.pass(AFTER.multipliedBy(10));
        assertThat(path.wire.events).isEmpty();

        path.clientSends("query");
        path.pass(AFTER);

        assertThat(path.wire.events).containsExactly("TIMER_FIRED hop1");
    }
}
