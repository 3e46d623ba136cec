package dev.poolproof.proxy.handler;

import static java.nio.charset.StandardCharsets.ISO_8859_1;
import static org.assertj.core.api.Assertions.assertThat;

import dev.poolproof.model.Names;
import dev.poolproof.model.fault.CutAfter;
import dev.poolproof.model.fault.Ending;
import dev.poolproof.model.fault.Hop;
import dev.poolproof.model.fault.Moment;
import dev.poolproof.model.fault.Scope;
import dev.poolproof.model.fault.Trigger;
import dev.poolproof.model.history.Side;
import dev.poolproof.proxy.protocol.Dialogue;
import dev.poolproof.proxy.protocol.MysqlBytes;
import dev.poolproof.proxy.protocol.PostgresBytes;
import dev.poolproof.proxy.protocol.ProtocolWatch;
import io.netty.buffer.ByteBuf;
import io.netty.buffer.PooledByteBufAllocator;
import java.io.ByteArrayOutputStream;
import java.time.Duration;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Random;
import java.util.concurrent.TimeUnit;
import java.util.stream.Stream;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;

/**
 * Whatever passes: no exception, no byte changed, no buffer kept. {@code
 * -Dpoolproof.fuzz.bytes=10000000} for the long run.
 */
class ProtocolFuzzTest {
    private static final long BYTES = Long.getLong("poolproof.fuzz.bytes", 100_000);
    private static final int TURNS = 40;

    /** Hops that wait for every moment, and for so many that they never act. */
    private static final Hop[] WAITING =
            Stream.of(Moment.values()).map(ProtocolFuzzTest::waitingFor).toArray(Hop[]::new);

    /** What is sent. */
    enum Traffic {
        POSTGRESQL,
        MYSQL,
        RANDOM
    }

    @ParameterizedTest
    @EnumSource
    @Timeout(value = 30, unit = TimeUnit.MINUTES) // of the long run
    void whateverPassesNothingIsChangedThrownOrKept(Traffic traffic) {
        long left = BYTES;
        int recorded = 0;
        for (int seed = 0; left > 0; seed++) {
            Random random = new Random(seed);
            ProtocolWatch watch =
                    random.nextInt(4) == 0 ? ProtocolWatch.ofUsed() : ProtocolWatch.ofFresh();
            try (WatchedPath path = new WatchedPath(watch, WAITING)) {
                for (Dialogue.Turn turn : dialogue(traffic, random).turns()) {
                    byte[] bytes = mutated(turn, random);
                    assertPasses(path, turn.from(), bytes, random, traffic + ", seed " + seed);
                    left -= bytes.length;
                }
                recorded += path.wire.events.size();
            }
        }
        assertThat(recorded).as("events, so the bytes were looked at").isPositive();
    }

    private static void assertPasses(
            WatchedPath path, Side from, byte[] bytes, Random random, String run) {
        List<ByteBuf> reads = new ArrayList<>();
        for (int at = 0; at < bytes.length; ) {
            int end = Math.min(bytes.length, at + 1 + random.nextInt(64));
            ByteBuf read = PooledByteBufAllocator.DEFAULT.directBuffer(end - at);
            path.sends(from, read.writeBytes(bytes, at, end - at));
            reads.add(read);
            at = end;
        }
        byte[] passed = from == Side.CLIENT ? path.serverGot() : path.clientGot();
        assertThat(Arrays.equals(passed, bytes)).as("%s: bytes pass unchanged", run).isTrue();
        assertThat(reads).as("%s: all are released", run).allMatch(read -> read.refCnt() == 0);
    }

    private static Dialogue dialogue(Traffic traffic, Random random) {
        Dialogue dialogue =
                switch (traffic) {
                    case POSTGRESQL -> PostgresBytes.started();
                    case MYSQL -> MysqlBytes.started();
                    case RANDOM -> started(random);
                };
        for (int turn = 0; turn < TURNS; turn++) {
            switch (traffic) {
                case POSTGRESQL ->
                        dialogue.client(postgresRequest(random)).server(postgresAnswer(random));
                case MYSQL -> dialogue.client(mysqlRequest(random)).server(mysqlAnswer(random));
                case RANDOM ->
                        dialogue.client(text(random).getBytes(ISO_8859_1))
                                .server(text(random).getBytes(ISO_8859_1));
            }
        }
        return dialogue;
    }

    private static Dialogue started(Random random) {
        return switch (random.nextInt(3)) {
            case 0 -> PostgresBytes.started();
            case 1 -> MysqlBytes.started();
            default -> new Dialogue();
        };
    }

    private static byte[] postgresRequest(Random random) {
        return switch (random.nextInt(6)) {
            case 0 -> PostgresBytes.query("/* " + text(random) + "*/ COMMIT");
            case 1 -> PostgresBytes.parse("S_1", "commit");
            case 2 -> PostgresBytes.bind("", "S_1");
            case 3 -> PostgresBytes.execute("");
            case 4 -> PostgresBytes.SYNC;
            default ->
                    PostgresBytes.message(
                            "BCDEFHPQSXcdfp".charAt(random.nextInt(14)), text(random));
        };
    }

    private static byte[] postgresAnswer(Random random) {
        return switch (random.nextInt(4)) {
            case 0 -> PostgresBytes.complete("COMMIT");
            case 1 -> PostgresBytes.IN_TRANSACTION;
            case 2 -> PostgresBytes.ERROR;
            default ->
                    PostgresBytes.message(
                            "123ACDEIKNRSTZ".charAt(random.nextInt(14)), text(random));
        };
    }

    private static byte[] mysqlRequest(Random random) {
        return switch (random.nextInt(4)) {
            case 0 -> MysqlBytes.query("commit");
            case 1 -> MysqlBytes.packet(0, (char) random.nextInt(0x20) + text(random));
            default -> MysqlBytes.query(text(random));
        };
    }

    private static byte[] mysqlAnswer(Random random) {
        return switch (random.nextInt(5)) {
            case 0 -> MysqlBytes.ok(1, random.nextInt(256));
            case 1 -> MysqlBytes.eof(1, random.nextInt(256));
            case 2 -> MysqlBytes.error(1);
            case 3 -> MysqlBytes.definition(1 + random.nextInt(3));
            default -> MysqlBytes.packet(1 + random.nextInt(3), text(random));
        };
    }

    private static String text(Random random) {
        byte[] bytes = new byte[random.nextInt(60)];
        random.nextBytes(bytes);
        return new String(bytes, ISO_8859_1);
    }

    /** In one turn of 32 a byte is changed, lost, or comes twice. */
    private static byte[] mutated(Dialogue.Turn turn, Random random) {
        ByteArrayOutputStream mutated = new ByteArrayOutputStream();
        int length = turn.bytes().readableBytes();
        int place = random.nextInt(32) == 0 && length > 0 ? random.nextInt(length) : -1;
        for (int index = 0; index < length; index++) {
            int value = turn.bytes().getByte(index);
            int kind = index == place ? random.nextInt(3) : -1;
            if (kind != 0) {
                mutated.write(kind == 1 ? random.nextInt() : value);
            }
            if (kind == 2) {
                mutated.write(value);
            }
        }
        return mutated.toByteArray();
    }

    private static Hop waitingFor(Moment moment) {
        return new Hop(
                Names.of(moment),
                List.of(new CutAfter(Duration.ofDays(1), Ending.RST_BOTH)),
                Scope.DEFAULT.from(new Trigger.At(moment, Integer.MAX_VALUE)));
    }
}
