package dev.poolproof.proxy;

import dev.poolproof.model.fault.CutAfter;
import dev.poolproof.model.fault.Fault;
import dev.poolproof.model.fault.Hop;
import dev.poolproof.model.fault.IdleDrop;
import dev.poolproof.model.fault.ResponseTimeout;
import java.util.HashMap;
import java.util.List;
import java.util.Map;

/** The one place that pairs a fault with the handler that applies it. */
final class FaultHandlers {
    private final Map<Class<?>, Maker<Fault>> makers = new HashMap<>();

    FaultHandlers() {
        on(IdleDrop.class, IdleDropHandler::new);
        on(CutAfter.class, CutAfterHandler::new);
        on(ResponseTimeout.class, ResponseTimeoutHandler::new);
        for (Class<?> type : Fault.class.getPermittedSubclasses()) {
            if (!makers.containsKey(type)) {
                throw new IllegalStateException(
                        type.getSimpleName() + " has no handler: add it to FaultHandlers");
            }
        }
    }

    /** New handlers for one connection, from the client's end of the path to the server's. */
    List<FaultHandler> handlersFor(List<Hop> path, Wire wire) {
        return path.stream()
                .flatMap(hop -> hop.faults().stream().map(fault -> make(fault, hop, wire)))
                .toList();
    }

    private FaultHandler make(Fault fault, Hop hop, Wire wire) {
        Maker<Fault> maker = makers.get(fault.getClass());
        if (maker == null) {
            throw new IllegalStateException(fault.getClass() + " has no handler");
        }
        return maker.make(fault, hop.name(), wire);
    }

    private <F extends Fault> void on(Class<F> type, Maker<F> maker) {
        makers.put(type, (fault, hop, wire) -> maker.make(type.cast(fault), hop, wire));
    }

    /** Makes the handler of one kind of fault. */
    private interface Maker<F extends Fault> {
        FaultHandler make(F fault, String hop, Wire wire);
    }
}
