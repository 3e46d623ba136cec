package dev.poolproof.model.fault;

/** A fault that acts on what goes one way, or on either way by itself: {@link Scope#stream}. */
public sealed interface StreamFault extends Fault
        permits Latency,
                Bandwidth,
                SlowClose,
                Timeout,
                ResetPeer,
                Slicer,
                LimitData,
                PacketDrop,
                PacketLoss,
                Stall,
                CutAfterBytes,
                CorruptAt,
                Corrupt,
                TlsRecordFault {}
