package dev.poolproof.proxy;

import static dev.poolproof.model.fault.Activity.DATA;
import static dev.poolproof.model.fault.Direction.DOWNSTREAM;
import static dev.poolproof.model.fault.Direction.UPSTREAM;

import dev.poolproof.model.Names;
import dev.poolproof.model.fault.AcceptThen;
import dev.poolproof.model.fault.AfterAccept;
import dev.poolproof.model.fault.Bandwidth;
import dev.poolproof.model.fault.Close;
import dev.poolproof.model.fault.Corrupt;
import dev.poolproof.model.fault.CorruptAt;
import dev.poolproof.model.fault.CutAfter;
import dev.poolproof.model.fault.CutAfterBytes;
import dev.poolproof.model.fault.Direction;
import dev.poolproof.model.fault.Ending;
import dev.poolproof.model.fault.Fault;
import dev.poolproof.model.fault.HalfOpen;
import dev.poolproof.model.fault.IdleAction;
import dev.poolproof.model.fault.IdleDrop;
import dev.poolproof.model.fault.Latency;
import dev.poolproof.model.fault.LimitData;
import dev.poolproof.model.fault.PacketDrop;
import dev.poolproof.model.fault.PacketLoss;
import dev.poolproof.model.fault.Refuse;
import dev.poolproof.model.fault.ResetPeer;
import dev.poolproof.model.fault.ResponseTimeout;
import dev.poolproof.model.fault.Slicer;
import dev.poolproof.model.fault.SlowAccept;
import dev.poolproof.model.fault.SlowClose;
import dev.poolproof.model.fault.Stall;
import dev.poolproof.model.fault.SynDrop;
import dev.poolproof.model.fault.Timeout;
import dev.poolproof.model.history.Side;
import dev.poolproof.proxy.FaultCase.Manner;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Set;

/** All faults but those of TLS, as the document tells of them, with short times. */
final class FaultCases {
    private static final Duration SOON = Duration.ofMillis(150);
    private static final Duration LATE = Duration.ofMillis(200);

    private final List<FaultCase> cases = new ArrayList<>();

    private FaultCases() {
        connecting();
        timed();
        ended();
        stopped(UPSTREAM);
        stopped(DOWNSTREAM);
        cut(UPSTREAM, 3);
        cut(DOWNSTREAM, 20);
        changed();
    }

    static List<FaultCase> all() {
        return List.copyOf(new FaultCases().cases);
    }

    private void connecting() {
        add("refuse", new Refuse());
        add("syn-drop", new SynDrop());
        for (AfterAccept then : AfterAccept.values()) {
            add("accept-then, " + Names.of(then), new AcceptThen(then));
        }
        cases.add(new FaultCase("slow-accept, 200 ms", new SlowAccept(LATE)).late(LATE));
    }

    private void timed() {
        for (IdleAction then : IdleAction.values()) {
            IdleDrop fault = new IdleDrop(SOON, then, Set.of(DATA));
            String words = "idle-drop, " + Names.of(then);
            add(words, fault);
            if (then != IdleAction.RST_BOTH && then != IdleAction.FIN_BOTH) {
                cases.add(new FaultCase(toldFirst(words), fault).manner(Manner.TOLD));
            }
        }
        for (Ending then : List.of(Ending.RST_BOTH, Ending.FIN_BOTH)) {
            add("cut-after, " + Names.of(then), new CutAfter(SOON, then));
            cases.add(
                    new FaultCase(
                                    "response-timeout, " + Names.of(then),
                                    new ResponseTimeout(SOON, then))
                            .manner(Manner.IGNORED));
        }
    }

    private void ended() {
        for (Ending then : Ending.values()) {
            add("close, " + Names.of(then), new Close(then));
        }
        for (Side lost : Side.values()) {
            HalfOpen fault = new HalfOpen(lost);
            String words = "half-open, %s lost".formatted(Names.of(lost));
            add(words, fault);
            cases.add(new FaultCase(toldFirst(words), fault).manner(Manner.TOLD));
        }
    }

    private void stopped(Direction stream) {
        cases.add(new FaultCase("packet-drop", new PacketDrop(), stream));
        cases.add(new FaultCase("stall", new Stall(), stream));
        cases.add(new FaultCase("bandwidth, 0 KB/s", new Bandwidth(0), stream));
        cases.add(new FaultCase("packet-loss, 10 %", new PacketLoss(10), stream));
        Latency latency = new Latency(LATE, Duration.ZERO);
        cases.add(new FaultCase("latency, 200 ms", latency, stream).late(LATE));
    }

    private void cut(Direction stream, int bytes) {
        String after = ", %d bytes".formatted(bytes);
        cases.add(new FaultCase("timeout, 150 ms", new Timeout(SOON), stream));
        cases.add(new FaultCase("reset-peer", new ResetPeer(Duration.ZERO), stream));
        cases.add(new FaultCase("limit-data" + after, new LimitData(bytes), stream));
        for (Ending then : List.of(Ending.RST_BOTH, Ending.FIN_BOTH)) {
            cases.add(
                    new FaultCase(
                            "cut-after-bytes%s, %s".formatted(after, Names.of(then)),
                            new CutAfterBytes(bytes, then),
                            stream));
        }
        cases.add(new FaultCase("corrupt-at, the first byte", new CorruptAt(0), stream));
        cases.add(new FaultCase("corrupt, every byte", new Corrupt(1), stream));
    }

    private void changed() {
        Slicer slicer = new Slicer(2, 0, Duration.ofMillis(10));
        cases.add(
                new FaultCase("slicer, 2 bytes, 10 ms between", slicer)
                        .late(Duration.ofMillis(100)));
        cases.add(new FaultCase("bandwidth, 1 KB/s", new Bandwidth(1)).late(Duration.ofMillis(40)));
        cases.add(
                new FaultCase("slow-close, 200 ms", new SlowClose(LATE), DOWNSTREAM)
                        .manner(Manner.HUNG_UP)
                        .late(LATE));
    }

    private void add(String words, Fault fault) {
        cases.add(new FaultCase(words, fault));
    }

    private static String toldFirst(String words) {
        return words + ", the server sends first";
    }
}
