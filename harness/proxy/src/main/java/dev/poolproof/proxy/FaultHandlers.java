package dev.poolproof.proxy;

import dev.poolproof.model.fault.Bandwidth;
import dev.poolproof.model.fault.CutAfter;
import dev.poolproof.model.fault.Direction;
import dev.poolproof.model.fault.Fault;
import dev.poolproof.model.fault.Hop;
import dev.poolproof.model.fault.IdleDrop;
import dev.poolproof.model.fault.Latency;
import dev.poolproof.model.fault.LimitData;
import dev.poolproof.model.fault.ResetPeer;
import dev.poolproof.model.fault.ResponseTimeout;
import dev.poolproof.model.fault.Slicer;
import dev.poolproof.model.fault.SlowClose;
import dev.poolproof.model.fault.StreamFault;
import dev.poolproof.model.fault.Timeout;
import java.util.Arrays;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.stream.Stream;

/** The one place that pairs a fault with the handler that applies it. */
final class FaultHandlers {
    private final Map<Class<?>, Maker<Fault>> makers = new HashMap<>();

    FaultHandlers() {
        on(IdleDrop.class, IdleDropHandler::new);
        on(CutAfter.class, CutAfterHandler::new);
        on(ResponseTimeout.class, ResponseTimeoutHandler::new);
        on(Latency.class, LatencyHandler::new);
        on(Bandwidth.class, BandwidthHandler::new);
        on(SlowClose.class, SlowCloseHandler::new);
        on(Timeout.class, TimeoutHandler::new);
        on(ResetPeer.class, ResetPeerHandler::new);
        on(Slicer.class, SlicerHandler::new);
        on(LimitData.class, LimitDataHandler::new);
        records(Fault.class)
                .filter(type -> !makers.containsKey(type))
                .forEach(
                        type -> {
                            throw new IllegalStateException(
                                    type.getSimpleName()
                                            + " has no handler: add it to FaultHandlers");
                        });
    }

    /** New handlers for a hop on one connection, from the client's end of the path. */
    List<FaultHandler> handlersFor(Hop hop, Wire wire) {
        return hop.faults().stream()
                .flatMap(
                        fault ->
                                directions(fault, hop.scope().stream()).stream()
                                        .map(
                                                direction ->
                                                        make(
                                                                fault,
                                                                new Place(
                                                                        hop.name(),
                                                                        hop.scope(),
                                                                        direction,
                                                                        wire))))
                .toList();
    }

    private static List<Direction> directions(Fault fault, Direction stream) {
        return fault instanceof StreamFault && stream == Direction.BOTH
                ? List.of(Direction.UPSTREAM, Direction.DOWNSTREAM)
                : List.of(stream);
    }

    private FaultHandler make(Fault fault, Place place) {
        Maker<Fault> maker = makers.get(fault.getClass());
        if (maker == null) {
            throw new IllegalStateException(fault.getClass() + " has no handler");
        }
        return maker.make(fault, place);
    }

    private <F extends Fault> void on(Class<F> type, Maker<F> maker) {
        makers.put(type, (fault, place) -> maker.make(type.cast(fault), place));
    }

    /** All records of a sealed family. */
    private static Stream<Class<?>> records(Class<?> family) {
        return family.isSealed()
                ? Arrays.stream(family.getPermittedSubclasses()).flatMap(FaultHandlers::records)
                : Stream.of(family);
    }

    /** Makes the handler of one kind of fault. */
    private interface Maker<F extends Fault> {
        FaultHandler make(F fault, Place place);
    }
}
