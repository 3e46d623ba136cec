package dev.poolproof.runner.file;

import dev.poolproof.model.fault.Connections;
import dev.poolproof.model.fault.Direction;
import dev.poolproof.model.fault.Fault;
import dev.poolproof.model.fault.Scope;
import dev.poolproof.model.fault.StreamFault;
import dev.poolproof.model.fault.Trigger;
import java.util.List;
import org.jspecify.annotations.Nullable;

/** Reads where a bare fault acts, and from when on: the keys beside the fault. */
final class ScopeReader {
    static final List<String> KEYS = List.of("stream", "toxicity", "from", "connections");

    private static final List<Direction> DIRECTIONS = List.of(Direction.values());

    private ScopeReader() {}

    /**
     * The scope, or {@code null} after an error was added.
     *
     * @param hop the block that has {@code fault} with the keys beside it
     */
    static @Nullable Scope read(Block hop, String fault, Class<? extends Fault> type) {
        Direction stream = stream(hop, fault, type);
        Double toxicity = hop.optional("toxicity", Scope.DEFAULT.toxicity(), ScopeReader::share);
        Trigger from = hop.optional("from", Scope.DEFAULT.from(), TriggerReader::read);
        Connections connections =
                hop.optional("connections", Scope.DEFAULT.connections(), ConnectionsReader::read);
        if (stream == null || toxicity == null || from == null || connections == null) {
            return null;
        }
        return new Scope(stream, toxicity, connections, from);
    }

    private static @Nullable Direction stream(
            Block hop, String fault, Class<? extends Fault> type) {
        Item item = hop.optional("stream");
        if (item == null) {
            return Scope.DEFAULT.stream();
        }
        if (!actsOnBytes(type)) {
            item.error(fault + " acts on the whole connection", fault + " without stream");
            return null;
        }
        return Values.constant(DIRECTIONS, item);
    }

    private static @Nullable Double share(Item item) {
        Double share = Values.number(item);
        return share == null ? null : item.accepted(() -> Scope.DEFAULT.toxicity(share).toxicity());
    }

    private static boolean actsOnBytes(Class<? extends Fault> type) {
        return StreamFault.class.isAssignableFrom(type);
    }
}
