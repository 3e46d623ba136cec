package dev.poolproof.proxy.bench;

import dev.poolproof.model.Durations;
import dev.poolproof.model.fault.Activity;
import dev.poolproof.model.fault.Bandwidth;
import dev.poolproof.model.fault.Fault;
import dev.poolproof.model.fault.Hop;
import dev.poolproof.model.fault.IdleAction;
import dev.poolproof.model.fault.IdleDrop;
import dev.poolproof.model.fault.Latency;
import dev.poolproof.proxy.ProxyEngine;
import dev.poolproof.proxy.TcpProxy;

import java.lang.management.ManagementFactory;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.time.Duration;
import java.util.List;
import java.util.Set;

/**
 * Poolproof's proxy as a process: the server's port, then the hop, if any, as {@code kind=amount}.
 * Answers {@code heap} with the bytes in use after a collection; another hop in a line of its own
 * takes the place of the one before, for connections that are opened from then on.
 */
final class ProxyUnderTest {
    private ProxyUnderTest() {}

    public static void main(String[] args) throws Exception {
        int server = Integer.parseInt(args[0]);
        try (ProxyEngine engine = ProxyEngine.start();
                TcpProxy proxy =
                        engine.proxy()
                                .upstream(
                                        new InetSocketAddress(
                                                InetAddress.getLoopbackAddress(), server))
                                .path(args.length == 1 ? List.of() : path(args[1]))
                                .open()) {
            Commands.announce(proxy.address().getPort());
            Commands.untilEnd(command -> obey(command, proxy));
        }
    }

    private static String obey(String command, TcpProxy proxy) {
        if (command.equals("heap")) {
            return String.valueOf(heapBytes());
        }
        proxy.path(path(command));
        return "";
    }

    private static List<Hop> path(String hop) {
        return List.of(new Hop(hop, List.of(fault(hop))));
    }

    private static Fault fault(String text) {
        int equals = text.indexOf('=');
        String kind = text.substring(0, equals);
        String value = text.substring(equals + 1);
        return switch (kind) {
            case "idle-drop" ->
                    idleDrop(value, IdleAction.RST_TO_NEXT_SENDER, Set.of(Activity.values()));
            case "idle-close" -> idleDrop(value, IdleAction.FIN_BOTH, Set.of(Activity.DATA));
            case "bandwidth" -> new Bandwidth(Long.parseLong(value));
            case "latency" -> new Latency(Durations.parse(value), Duration.ZERO);
            default -> throw new IllegalArgumentException("no such hop: " + text);
        };
    }

    private static Fault idleDrop(String after, IdleAction then, Set<Activity> refreshedBy) {
        return new IdleDrop(Durations.parse(after), then, refreshedBy);
    }

    /** What is in use when the collector has had its way. */
    private static long heapBytes() {
        for (int i = 0; i < 3; i++) {
            System.gc(); // objects with cleaners take more than one
        }
        return ManagementFactory.getMemoryMXBean().getHeapMemoryUsage().getUsed();
    }
}
