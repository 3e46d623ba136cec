package dev.poolproof.warp;

import java.util.Locale;
import java.util.Set;

/**
 * Suspects a JDK method of reading a clock or of waiting for one, by its name and parameters. Broad
 * on purpose: a suspect that is in no line of the {@link TimingTable} is reported as unknown.
 */
final class TimingSigns {
    private static final Set<String> CLOCKS =
            Set.of(
                    "nanoTime",
                    "currentTimeMillis",
                    "now",
                    "dateNow",
                    "instant",
                    "millis",
                    "getDelay",
                    "scheduledExecutionTime");
    private static final Set<String> WAITS =
            Set.of("sleep", "wait", "join", "select", "isReachable");
    private static final Set<String> WAIT_PREFIXES = Set.of("park", "await", "schedule", "waitFor");

    private TimingSigns() {}

    static boolean suspects(Call call) {
        return CLOCKS.contains(call.name())
                || hasTimeout(call)
                || isWait(call)
                || isTimeoutSetting(call.name())
                || isMadeFromClock(call);
    }

    private static boolean hasTimeout(Call call) {
        String parameters = call.parameters();
        return parameters.contains(TimingTable.TIMEOUT)
                || (parameters.contains("Ljava/time/Duration;") && mayWait(call.name()));
    }

    private static boolean isWait(Call call) {
        String parameters = call.parameters();
        boolean endsInNumber = parameters.endsWith("J)") || parameters.endsWith("I)");
        boolean hasTime = parameters.contains("J") || parameters.contains("Ljava/util/Date;");
        return (WAITS.contains(call.name()) && endsInNumber)
                || (WAIT_PREFIXES.stream().anyMatch(call.name()::startsWith) && hasTime)
                || (call.name().startsWith("try") && call.name().endsWith("Nanos"))
                || call.key().startsWith("connect(Ljava/net/SocketAddress;I)")
                || call.key().startsWith("remove(J)");
    }

    private static boolean mayWait(String name) {
        return WAITS.contains(name)
                || WAIT_PREFIXES.stream().anyMatch(name::startsWith)
                || name.toLowerCase(Locale.ROOT).endsWith("timeout");
    }

    private static boolean isTimeoutSetting(String name) {
        return name.equals("setKeepAliveTime")
                || (name.endsWith("Timeout") && (name.startsWith("set") || name.startsWith("get")));
    }

    /** Objects that are made from the present time, or that measure time by themselves. */
    private static boolean isMadeFromClock(Call call) {
        String name = call.name();
        return switch (call.owner()) {
            case "java/time/Clock" ->
                    name.startsWith("system") || (name.startsWith("tick") && !name.equals("tick"));
            case "java/time/InstantSource" -> name.equals("system");
            case "java/util/Date" -> call.key().equals("<init>()V");
            case "java/util/Calendar" -> name.equals("getInstance");
            case "java/util/GregorianCalendar" ->
                    name.equals("<init>") && !call.parameters().contains("I");
            // It asks its elements for delays, which are virtual, and waits for them in real time.
            case "java/util/concurrent/DelayQueue" -> name.equals("<init>");
            default -> false;
        };
    }
}
