package dev.poolproof.proxy;

import static dev.poolproof.model.fault.Direction.DOWNSTREAM;
import static java.util.concurrent.TimeUnit.SECONDS;
import static org.awaitility.Awaitility.await;
import static org.junit.jupiter.api.Assumptions.assumeTrue;

import dev.poolproof.model.Names;
import dev.poolproof.model.fault.ConnectFault;
import dev.poolproof.model.fault.CutAfter;
import dev.poolproof.model.fault.Direction;
import dev.poolproof.model.fault.Fault;
import dev.poolproof.model.fault.Hop;
import dev.poolproof.model.fault.IdleDrop;
import dev.poolproof.model.fault.ListenerFault;
import dev.poolproof.model.fault.Scope;
import dev.poolproof.model.fault.StreamFault;
import dev.poolproof.model.history.HistoryEvent.Network;
import dev.poolproof.model.history.NetworkAction;
import java.time.Duration;
import java.util.List;
import java.util.Queue;

/**
 * A fault that real peers are put through; what they say of it stands in {@code docs/faults.md}.
 *
 * @param words the fault as the document names it
 * @param stream for a fault that acts on what goes one way
 * @param late by how much the answer comes later at least; zero where that is open
 */
record FaultCase(String words, Fault fault, Direction stream, Manner manner, Duration late) {
    /** Who says what to whom. */
    enum Manner {
        /** The client asks, the server answers. */
        ASKED,
        /** The client asks, the server says nothing. */
        IGNORED,
        /** The client asks, the server ends its side. */
        HUNG_UP,
        /** The server sends without being asked. */
        TOLD
    }

    FaultCase(String words, Fault fault, Direction stream) {
        this(words, fault, stream, Manner.ASKED, Duration.ZERO);
    }

    FaultCase(String words, Fault fault) {
        this(words, fault, DOWNSTREAM);
    }

    FaultCase manner(Manner changed) {
        return new FaultCase(words, fault, stream, changed, late);
    }

    FaultCase late(Duration changed) {
        return new FaultCase(words, fault, stream, manner, changed);
    }

    /** Whether it must be there before the client connects. */
    boolean isOfConnecting() {
        return fault instanceof ConnectFault || fault instanceof ListenerFault;
    }

    /** Puts it on the path, and waits until it has acted if it does so by itself. */
    void strike(TcpProxy proxy, Queue<Network> events) {
        proxy.path(path());
        if (fault instanceof IdleDrop || fault instanceof CutAfter) {
            await().atMost(20, SECONDS)
                    .pollInterval(Duration.ofMillis(5))
                    .until(() -> saw(events, NetworkAction.TIMER_FIRED));
        }
    }

    /** Where its effect is the real one, and what is different elsewhere. */
    String faithful(ProxyEngine imitating) {
        List<String> shortcomings = Fidelity.shortcomings(path(), imitating);
        return shortcomings.isEmpty()
                ? "everywhere"
                : "Linux with CAP_NET_ADMIN; elsewhere: "
                        + shortcomings.get(0).replaceFirst(" \\(needs .*\\)$", "");
    }

    /** The document has what the real fault does, which an imitation need not do. */
    void assumeReal(ProxyEngine engine) {
        List<String> shortcomings = Fidelity.shortcomings(path(), engine);
        assumeTrue(shortcomings.isEmpty(), () -> String.join("; ", shortcomings));
    }

    String way() {
        return fault instanceof StreamFault ? Names.of(stream) : "–";
    }

    static boolean saw(Queue<Network> events, NetworkAction action) {
        return events.stream().anyMatch(event -> event.action() == action);
    }

    @Override
    public String toString() {
        return words + " " + way();
    }

    private List<Hop> path() {
        Scope scope = fault instanceof StreamFault ? Scope.DEFAULT.stream(stream) : Scope.DEFAULT;
        return List.of(new Hop("fault", List.of(fault), scope));
    }
}
