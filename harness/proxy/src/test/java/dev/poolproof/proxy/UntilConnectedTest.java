package dev.poolproof.proxy;

import static org.assertj.core.api.Assertions.assertThatCode;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.netty.channel.embedded.EmbeddedChannel;
import java.io.IOException;
import java.nio.channels.NotYetConnectedException;
import org.junit.jupiter.api.Test;

class UntilConnectedTest {
    private final EmbeddedChannel channel = new EmbeddedChannel();

    @Test
    void aSocketThatIsReadBeforeItConnectsHasNotFailed() {
        channel.pipeline().addLast(new UntilConnected());

        channel.pipeline().fireExceptionCaught(new NotYetConnectedException());

        assertThatCode(channel::checkException).doesNotThrowAnyException();
    }

    @Test
    void whatElseFailsBeforeItConnectsIsPassedOn() {
        channel.pipeline().addLast(new UntilConnected());
        IOException failure = new IOException("no");

        channel.pipeline().fireExceptionCaught(failure);

        assertThatThrownBy(channel::checkException).isSameAs(failure);
    }
}
