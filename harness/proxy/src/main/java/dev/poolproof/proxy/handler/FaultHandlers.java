package dev.poolproof.proxy.handler;

import dev.poolproof.model.fault.AcceptThen;
import dev.poolproof.model.fault.Bandwidth;
import dev.poolproof.model.fault.Close;
import dev.poolproof.model.fault.Corrupt;
import dev.poolproof.model.fault.CorruptAt;
import dev.poolproof.model.fault.CutAfter;
import dev.poolproof.model.fault.CutAfterBytes;
import dev.poolproof.model.fault.Direction;
import dev.poolproof.model.fault.Fault;
import dev.poolproof.model.fault.HalfOpen;
import dev.poolproof.model.fault.Hop;
import dev.poolproof.model.fault.IdleDrop;
import dev.poolproof.model.fault.Latency;
import dev.poolproof.model.fault.LimitData;
import dev.poolproof.model.fault.ListenerFault;
import dev.poolproof.model.fault.PacketDrop;
import dev.poolproof.model.fault.PacketLoss;
import dev.poolproof.model.fault.ResetPeer;
import dev.poolproof.model.fault.ResponseTimeout;
import dev.poolproof.model.fault.Slicer;
import dev.poolproof.model.fault.SlowAccept;
import dev.poolproof.model.fault.SlowClose;
import dev.poolproof.model.fault.Stall;
import dev.poolproof.model.fault.StreamFault;
import dev.poolproof.model.fault.Timeout;
import dev.poolproof.model.fault.TlsAlert;
import dev.poolproof.model.fault.TlsCorrupt;
import dev.poolproof.model.fault.TlsHandshakeCut;
import dev.poolproof.model.fault.TlsMismatch;
import dev.poolproof.model.fault.TlsTruncate;
import java.util.Arrays;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.stream.Stream;

/** The one place that pairs a fault with the handler that applies it. */
public final class FaultHandlers {
    private final Map<Class<?>, Maker<Fault>> makers = new HashMap<>();

    /** Makes handlers for every fault that acts on connections. */
    public FaultHandlers() {
        on(IdleDrop.class, IdleDropHandler::new);
        on(CutAfter.class, CutAfterHandler::new);
        on(ResponseTimeout.class, ResponseTimeoutHandler::new);
        on(Latency.class, LatencyHandler::new);
        on(AcceptThen.class, AcceptThenHandler::new);
        on(SlowAccept.class, SlowAcceptHandler::new);
        on(PacketDrop.class, PacketDropHandler::new);
        on(PacketLoss.class, PacketLossHandler::new);
        on(Stall.class, StallHandler::new);
        on(HalfOpen.class, HalfOpenHandler::new);
        on(CutAfterBytes.class, CutAfterBytesHandler::new);
        on(Close.class, CloseHandler::new);
        on(CorruptAt.class, CorruptAtHandler::new);
        on(Corrupt.class, CorruptHandler::new);
        on(TlsCorrupt.class, TlsCorruptHandler::new);
        on(TlsTruncate.class, TlsTruncateHandler::new);
        on(TlsAlert.class, TlsAlertHandler::new);
        on(TlsHandshakeCut.class, TlsHandshakeCutHandler::new);
        on(TlsMismatch.class, TlsMismatchHandler::new);
        on(Bandwidth.class, BandwidthHandler::new);
        on(SlowClose.class, SlowCloseHandler::new);
        on(Timeout.class, TimeoutHandler::new);
        on(ResetPeer.class, ResetPeerHandler::new);
        on(Slicer.class, SlicerHandler::new);
        on(LimitData.class, LimitDataHandler::new);
        records(Fault.class)
                .filter(type -> !ListenerFault.class.isAssignableFrom(type)) // not on connections
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
                .filter(fault -> !(fault instanceof ListenerFault))
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
        if (!(fault instanceof StreamFault)) {
            return List.of(Direction.BOTH); // of the whole connection: bytes count either way
        }
        return stream == Direction.BOTH
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
