package dev.poolproof.proxy.protocol;

import dev.poolproof.model.history.Side;
import io.netty.buffer.ByteBuf;
import io.netty.buffer.Unpooled;
import java.util.ArrayList;
import java.util.List;

/** What a client and a server send, turn by turn. */
public final class Dialogue {
    private final List<Turn> turns = new ArrayList<>();

    /** All that one side sends before the other does. */
    public record Turn(Side from, ByteBuf bytes) {}

    public Dialogue client(byte[]... messages) {
        turns.add(new Turn(Side.CLIENT, Unpooled.wrappedBuffer(messages)));
        return this;
    }

    public Dialogue server(byte[]... messages) {
        turns.add(new Turn(Side.SERVER, Unpooled.wrappedBuffer(messages)));
        return this;
    }

    public List<Turn> turns() {
        return List.copyOf(turns);
    }

    /** What a connection watched from its start tells, when no read is longer than this. */
    public List<String> told(int longestRead) {
        return told(ProtocolWatch.ofFresh(), longestRead);
    }

    /** What a watch tells: moments, and why there are no more. */
    public List<String> told(ProtocolWatch watch, int longestRead) {
        List<String> told = new ArrayList<>();
        for (Turn turn : turns) {
            ByteBuf left = turn.bytes().duplicate();
            while (left.isReadable()) {
                ByteBuf read = left.readSlice(Math.min(longestRead, left.readableBytes()));
                watch.read(turn.from(), read, (moment, index) -> told.add(moment.toString()));
            }
        }
        String unseen = watch.unseen();
        if (unseen != null) {
            told.add(unseen);
        }
        return told;
    }
}
