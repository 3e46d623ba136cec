package dev.poolproof.runner.cell;

import dev.poolproof.model.fault.Fault;
import dev.poolproof.model.fault.Hop;
import dev.poolproof.model.fault.TimedFault;
import dev.poolproof.model.scenario.Scenario;
import java.lang.reflect.RecordComponent;
import java.time.Duration;
import java.util.Arrays;
import java.util.List;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;

/**
 * A time after which a hop, or the server, acts on a connection.
 *
 * @param hop its name
 * @param at counted from the connection's first moment, or from its last sign of life
 * @param fault the timer that fires then; {@code null} for a hop that only begins to act
 */
record PathTimer(String hop, Duration at, @Nullable TimedFault fault) {
    /** All of a scenario's path, and those of its server. */
    static Stream<PathTimer> of(Scenario scenario) {
        Stream<PathTimer> ofServer =
                scenario.serverSettings().times().entrySet().stream()
                        .map(
                                setting ->
                                        new PathTimer(
                                                "the server's " + setting.getKey(),
                                                setting.getValue(),
                                                null));
        return Stream.concat(ofServer, scenario.path().stream().flatMap(PathTimer::of));
    }

    private static Stream<PathTimer> of(Hop hop) {
        Duration from = hop.scope().from().earliest();
        List<PathTimer> timers =
                TimedFault.of(hop.faults().stream())
                        .map(fault -> new PathTimer(hop.name(), from.plus(fault.after()), fault))
                        .toList();
        return timers.isEmpty() && !from.isZero()
                ? Stream.of(new PathTimer(hop.name(), from, null))
                : timers.stream();
    }

    /**
     * How long {@code fault} delays what passes at the most, as far as it says so: the longest time
     * among its attributes; zero for one that has none, or that is a timer.
     */
    static Duration delay(Fault fault) {
        return fault instanceof TimedFault
                ? Duration.ZERO
                : Arrays.stream(fault.getClass().getRecordComponents())
                        .filter(component -> component.getType() == Duration.class)
                        .map(component -> time(component, fault))
                        .max(Duration::compareTo)
                        .orElse(Duration.ZERO);
    }

    private static Duration time(RecordComponent component, Fault fault) {
        try {
            return (Duration) component.getAccessor().invoke(fault);
        } catch (ReflectiveOperationException e) {
            throw new IllegalStateException(component + " of " + fault + " cannot be read", e);
        }
    }
}
