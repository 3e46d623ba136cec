package dev.poolproof.proxy;

import static dev.poolproof.proxy.protocol.MysqlBytes.CLIENT_COMPRESS;
import static dev.poolproof.proxy.protocol.MysqlBytes.CLIENT_PROTOCOL_41;
import static dev.poolproof.proxy.protocol.MysqlBytes.CLIENT_SSL;
import static dev.poolproof.proxy.protocol.MysqlBytes.packet;
import static dev.poolproof.proxy.protocol.MysqlBytes.query;
import static dev.poolproof.proxy.protocol.MysqlBytes.response;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatIllegalArgumentException;

import dev.poolproof.proxy.handler.Signal;
import io.netty.buffer.ByteBuf;
import io.netty.buffer.ByteBufUtil;
import io.netty.buffer.Unpooled;
import io.netty.channel.embedded.EmbeddedChannel;
import java.io.ByteArrayOutputStream;
import java.util.Arrays;
import java.util.Map;
import org.junit.jupiter.api.Test;

class MysqlRewriterTest {
    private static final Rewriting WORDS =
            new Rewriting(Map.of("@@theirs", "@@ours__", "theirs.t", "ourown.t"));
    private static final byte[] ASKED = query("select @@theirs, @@theirs from theirs.t");
    private static final byte[] READ = query("select @@ours__, @@ours__ from ourown.t");

    private final EmbeddedChannel channel = new EmbeddedChannel(new MysqlRewriter(WORDS));

    @Test
    void wordsOfAStatementAreReplacedWhereverReadsAreCut() {
        send(response(CLIENT_PROTOCOL_41));
        assertThat(passed()).isEqualTo(response(CLIENT_PROTOCOL_41));

        byte[] two = join(ASKED, query("ping"), ASKED);
        for (int cut = 1; cut < two.length; cut++) {
            send(Arrays.copyOf(two, cut));
            send(Arrays.copyOfRange(two, cut, two.length));
            assertThat(passed()).as("cut at %d", cut).isEqualTo(join(READ, query("ping"), READ));
        }
    }

    @Test
    void whatIsNoStatementPassesAsItIs() {
        byte[] hash = packet(3, "\3@@theirs");
        byte[] initDb = packet(0, "\2theirs.t");
        byte[] empty = packet(0, "");
        send(response(CLIENT_PROTOCOL_41));
        send(hash);
        send(initDb);
        send(empty);
        send(ASKED);

        assertThat(passed())
                .isEqualTo(join(response(CLIENT_PROTOCOL_41), hash, initDb, empty, READ));
    }

    @Test
    void longStatementsPassAsTheyComeAndTheNextIsReadAgain() {
        byte[] lengthy = query("select @@theirs" + " ".repeat(MysqlRewriter.LONGEST));
        send(response(CLIENT_PROTOCOL_41));
        passed();

        send(Arrays.copyOf(lengthy, 30));
        assertThat(passed()).isEqualTo(Arrays.copyOf(lengthy, 30));
        send(join(Arrays.copyOfRange(lengthy, 30, lengthy.length), ASKED));
        assertThat(passed()).isEqualTo(join(Arrays.copyOfRange(lengthy, 30, lengthy.length), READ));
    }

    @Test
    void whatCannotBeReadPassesAsItComes() {
        for (int capability : new int[] {CLIENT_SSL, CLIENT_COMPRESS}) {
            EmbeddedChannel other = new EmbeddedChannel(new MysqlRewriter(WORDS));
            byte[] sent = join(response(capability), ASKED, new byte[] {1});
            other.writeInbound(Unpooled.copiedBuffer(sent));
            assertThat(bytes(other.readInbound())).isEqualTo(sent);
            assertThat(other.finish()).isFalse();
        }
    }

    @Test
    void anEndFollowsTheBytesBeforeIt() {
        send(response(CLIENT_PROTOCOL_41));
        passed();
        send(Arrays.copyOf(ASKED, 20));
        assertThat(channel.inboundMessages()).isEmpty();

        channel.writeInbound(Signal.FIN);

        assertThat(bytes(channel.readInbound())).isEqualTo(Arrays.copyOf(ASKED, 20));
        assertThat(channel.<Signal>readInbound()).isEqualTo(Signal.FIN);
    }

    @Test
    void aWordOfAnotherLengthIsRefused() {
        assertThatIllegalArgumentException()
                .isThrownBy(() -> new Rewriting(Map.of("theirs", "our")))
                .withMessageContaining("theirs")
                .withMessageContaining("our");
    }

    private void send(byte[] bytes) {
        channel.writeInbound(Unpooled.copiedBuffer(bytes));
    }

    private byte[] passed() {
        ByteArrayOutputStream all = new ByteArrayOutputStream();
        for (ByteBuf next = channel.readInbound(); next != null; next = channel.readInbound()) {
            all.writeBytes(bytes(next));
        }
        return all.toByteArray();
    }

    private static byte[] bytes(ByteBuf bytes) {
        try {
            return ByteBufUtil.getBytes(bytes);
        } finally {
            bytes.release();
        }
    }

    private static byte[] join(byte[]... parts) {
        ByteArrayOutputStream all = new ByteArrayOutputStream();
        for (byte[] part : parts) {
            all.writeBytes(part);
        }
        return all.toByteArray();
    }
}
