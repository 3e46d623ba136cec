package dev.poolproof.proxy.handler;

import static dev.poolproof.proxy.protocol.PostgresBytes.IDLE;
import static dev.poolproof.proxy.protocol.PostgresBytes.IN_TRANSACTION;
import static dev.poolproof.proxy.protocol.PostgresBytes.complete;
import static dev.poolproof.proxy.protocol.PostgresBytes.query;
import static org.assertj.core.api.Assertions.assertThat;

import dev.poolproof.model.Names;
import dev.poolproof.model.fault.Direction;
import dev.poolproof.model.fault.Hop;
import dev.poolproof.model.fault.Latency;
import dev.poolproof.model.fault.Moment;
import dev.poolproof.model.fault.Scope;
import dev.poolproof.model.fault.Trigger;
import dev.poolproof.proxy.protocol.PostgresBytes;
import dev.poolproof.proxy.protocol.ProtocolWatch;
import io.netty.buffer.Unpooled;
import java.time.Duration;
import java.util.List;
import org.junit.jupiter.api.Test;

class MomentTapTest {
    private static final String UNSEEN = ": TLS: the moments of PostgreSQL cannot be seen";

    @Test
    void whatTheServerSentBeforeTheAnswerPassesAndTheAnswerIsHeld() {
        try (WatchedPath path = started(hold(Direction.DOWNSTREAM, Moment.COMMIT_ANSWERED, 1))) {
            path.clientSends(query("insert"), query("COMMIT"));
            byte[] insert = joined(complete("INSERT 0 1"), IN_TRANSACTION);

            path.serverSends(insert, complete("COMMIT"), IDLE);

            assertThat(path.clientGot()).isEqualTo(insert);
            assertThat(path.wire.events)
                    .startsWith("MOMENT SERVER: commit-answered", "ARMED commit-answered");
        }
    }

    @Test
    void anAnswerInPiecesIsNeverWhole() {
        try (WatchedPath path = started(hold(Direction.DOWNSTREAM, Moment.COMMIT_ANSWERED, 1))) {
            path.clientSends(query("COMMIT"));
            byte[] answer = complete("COMMIT");

            for (byte next : answer) {
                path.serverSends(new byte[] {next});
            }

            assertThat(path.clientGot()).hasSizeLessThan(answer.length);
        }
    }

    @Test
    void commitHasBeenPassedOnWhenItArmsAndWhatFollowsIsHeld() {
        try (WatchedPath path = started(hold(Direction.UPSTREAM, Moment.COMMIT_SENT, 2))) {
            path.clientSends(query("commit"));
            path.serverSends(complete("COMMIT"), IDLE);
            path.serverGot();

            path.clientSends(query("commit"), query("select 1"));

            assertThat(path.serverGot()).isEqualTo(query("commit"));
            assertThat(path.wire.events)
                    .startsWith(
                            "MOMENT CLIENT: commit-sent",
                            "MOMENT CLIENT: commit-sent",
                            "ARMED commit-sent");
        }
    }

    @Test
    void nothingIsRecordedOfMomentsThatNoHopWaitsForAnyMore() {
        try (WatchedPath path = started(hold(Direction.UPSTREAM, Moment.QUERY, 1))) {
            path.clientSends(query("BEGIN"), query("COMMIT"));

            assertThat(path.wire.events)
                    .filteredOn(event -> event.startsWith("MOMENT"))
                    .containsExactly("MOMENT CLIENT: query");
        }
    }

    @Test
    void everyHopThatWaitsInVainIsNamedOnce() {
        Hop first = hold(Direction.UPSTREAM, Moment.QUERY, 1);
        try (WatchedPath path = new WatchedPath(first)) {
            path.clientSends(PostgresBytes.SSL_REQUEST);
            path.serverSends(new byte[] {'S'});
            path.clientSends(new byte[] {0x16, 3, 1});

            path.change(
                    ProtocolWatch.ofUsed(), first, hold(Direction.UPSTREAM, Moment.COMMIT_SENT, 1));

            assertThat(path.wire.events)
                    .containsExactly("UNSEEN query" + UNSEEN, "UNSEEN commit-sent" + UNSEEN);
        }
    }

    @Test
    void socketsAreTappedOnlyWhileAHopBeginsAtAMoment() {
        Hop hop = hold(Direction.UPSTREAM, Moment.QUERY, 1);
        Hop atOnce = new Hop("at-once", hop.faults());
        try (WatchedPath path = new WatchedPath(atOnce)) {
            assertThat(path.isTapped()).isFalse();

            path.change(ProtocolWatch.ofUsed(), atOnce, hop);
            assertThat(path.isTapped()).isTrue();

            path.change(ProtocolWatch.ofUsed(), atOnce);
            assertThat(path.isTapped()).isFalse();
        }
    }

    private static WatchedPath started(Hop hop) {
        WatchedPath path = new WatchedPath(hop);
        PostgresBytes.started()
                .turns()
                .forEach(turn -> path.sends(turn.from(), turn.bytes().retainedDuplicate()));
        path.clientGot();
        path.serverGot();
        return path;
    }

    private static Hop hold(Direction stream, Moment moment, int nth) {
        return new Hop(
                Names.of(moment),
                List.of(new Latency(Duration.ofHours(1), Duration.ZERO)),
                Scope.DEFAULT.stream(stream).from(new Trigger.At(moment, nth)));
    }

    private static byte[] joined(byte[]... parts) {
        byte[] all = new byte[Unpooled.wrappedBuffer(parts).readableBytes()];
        Unpooled.wrappedBuffer(parts).readBytes(all);
        return all;
    }
}
