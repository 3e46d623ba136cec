package dev.poolproof.runner.judge;

import dev.poolproof.model.Durations;
import dev.poolproof.model.TimeScale;
import dev.poolproof.model.history.History;
import dev.poolproof.model.history.HistoryEvent.JitterMeasured;
import dev.poolproof.model.history.HistoryEvent.OperationEnded;
import dev.poolproof.model.history.HistoryEvent.ProcessorsMeasured;
import dev.poolproof.model.matrix.Numbers;
import dev.poolproof.model.scenario.Expectation;
import dev.poolproof.runner.judge.Judgement.Remedy;
import java.time.Duration;
import java.util.List;
import java.util.Optional;
import java.util.stream.Stream;

/** The reasons for doubt that lie in the machine: it was late, or others kept it busy. */
final class MachineGuards {
    /**
     * Twice the longest that a pool has been seen to take to fill anew, beside 55 other cells. From
     * a container, on processors that 190 others kept busy, it took a third longer than this.
     */
    private static final long WORK_WALL_NANOS = 800_000_000;

    /** So long it has been seen to take on two processors that nothing else had held up. */
    private static final long UNDISTURBED_WORK_WALL_NANOS = 250_000_000;

    /**
     * Nobody was late by more in full runs on two processors, beside others that kept them busy
     * too. It lets timeouts run out, of which anything may come.
     */
    private static final Duration STANDSTILL_WALL = Duration.ofMillis(300);

    /** Quiet runs on two processors stay below a half; beside a busy neighbour it is all. */
    private static final double MOST_BUSY = 0.6;

    /** What the machine adds to a wait is half of it at half the scale; what a fault adds, all. */
    private static final double REMAINS = 0.8;

    /**
     * Where it is broken for the third time, it need only be more than a machine's part would be: a
     * client that meets two dead connections, and not one, waits twice as long.
     */
    private static final double REMAINS_AT_LAST = 0.4;

    /** Of the trial before there are numbers alone. */
    private static final History UNKNOWN = new History(List.of());

    private final Brief brief;
    private final History cell;
    private final History control;
    private final Checks checks;

    MachineGuards(Brief brief, History cell, History control, Checks checks) {
        this.brief = brief;
        this.cell = cell;
        this.control = control;
        this.checks = checks;
    }

    /** Half the margin: a timer may be late by one jitter while its rival is early by none. */
    Optional<Doubt> tooMuchJitter() {
        Duration worst = worstJitter();
        return worst.multipliedBy(2).compareTo(brief.margin()) < 0
                ? Optional.empty()
                : Optional.of(
                        new Doubt(
                                "this machine was late by up to %s, and the verdict hangs on %s"
                                        .formatted(
                                                Durations.printRounded(worst),
                                                Durations.printRounded(brief.margin())),
                                Remedy.PLAY_SLOWER));
    }

    /** Whatever came of it: at a slower scale the same standstill is shorter. */
    Optional<Doubt> stoodStill() {
        Duration worst = worstJitter();
        Duration wall = Duration.ofMillis(brief.scale().toWall(worst).toMillis());
        return !mayBePlayedSlower() || wall.compareTo(STANDSTILL_WALL) < 0
                ? Optional.empty()
                : Optional.of(
                        new Doubt(
                                "this machine stood still for %s, which are %s at %s"
                                        .formatted(
                                                Durations.printRounded(wall),
                                                Durations.printRounded(worst),
                                                brief.scale()),
                                Remedy.PLAY_SLOWER));
    }

    /**
     * Work does not scale: what the processors need for it is in every wait, times the scale. At
     * half the scale it is half as much, while what the fault makes of a wait remains.
     */
    Optional<Doubt> tooCloseToTheLimit() {
        Duration lateness = lateness();
        return checks.uncertain(lateness)
                .map(
                        check ->
                                new Doubt(
                                        "%s, of which up to %s may be this machine's own"
                                                .formatted(
                                                        check.describe(),
                                                        Durations.printRounded(lateness)),
                                        Remedy.PLAY_SLOWER));
    }

    /**
     * Late waits that the machine may have made itself: whoever waits a second longer than usual is
     * disturbed, and at 15 that is a fifteenth of a second.
     */
    Optional<Doubt> recoveredButForTheMachine() {
        Duration lateness = lateness();
        return checks.broken().stream()
                .filter(Check::isTime)
                .filter(
                        check ->
                                check.expectation() instanceof Expectation.Recovery recovery
                                        && disturbedTooLate(recovery, lateness).isEmpty())
                .findFirst()
                .map(
                        check ->
                                new Doubt(
                                        "%s, but only waits that this machine may have made were so late"
                                                .formatted(check.describe()),
                                        Remedy.PLAY_SLOWER));
    }

    /** The operations for which a recovery took too long. */
    private List<OperationEnded> disturbedTooLate(
            Expectation.Recovery recovery, Duration allowance) {
        return Measurement.disturbedAfter(recovery.bound().limit(), cell, control, allowance);
    }

    /**
     * A client that gives up soon may have waited for a processor all the while. Its own timeout
     * leaves less room than a limit that is chosen for what is to be shown, so that a short moment
     * in which others are busy decides: twice, that may be.
     */
    Optional<Doubt> gaveUpSoon() {
        Duration lateness = lateness(true);
        return !checks.broken().isEmpty()
                        && checks.broken().stream().allMatch(this::isOfFailures)
                        && failed().allMatch(new Waits(cell)::isOne)
                        && failed().allMatch(each -> each.borrowWait().compareTo(lateness) <= 0)
                ? Optional.of(
                        new Doubt(
                                "%s, by nothing but waits of which up to %s may be this machine's own"
                                        .formatted(
                                                checks.broken().get(0).describe(),
                                                Durations.printRounded(lateness)),
                                Remedy.PLAY_SLOWER))
                : Optional.empty();
    }

    private boolean isOfFailures(Check check) {
        return check.expectation() instanceof Expectation.Failed
                && !Checks.asksForAFault(check.expectation());
    }

    private Stream<OperationEnded> failed() {
        return cell.all(OperationEnded.class).filter(Measurement::failed);
    }

    /** By how much a wait may be longer for the machine alone. */
    private Duration lateness() {
        return lateness(brief.trial() == Brief.Trial.FIRST || busyProcessors() > MOST_BUSY);
    }

    /**
     * @param heldUp whether others may have kept its work waiting; where nothing can be played
     *     slower, none did
     */
    private Duration lateness(boolean heldUp) {
        return worstJitter()
                .plus(
                        brief.scale()
                                .toProduction(
                                        heldUp && mayBePlayedSlower()
                                                ? WORK_WALL_NANOS
                                                : UNDISTURBED_WORK_WALL_NANOS));
    }

    private boolean mayBePlayedSlower() {
        return brief.trial() != Brief.Trial.LAST && !brief.scale().equals(TimeScale.REAL);
    }

    /**
     * A pool that gets no processor runs into its own timeouts, so waits tell nothing of it while
     * others keep the processors busy. In real time they do: that is as fast as it gets anywhere.
     * So do waits that a slower scale has not shortened.
     */
    Optional<Doubt> waitedForAProcessor() {
        double busy = busyProcessors();
        return busy > MOST_BUSY
                        && brief.scale().factor() > 1
                        && !checks.broken().isEmpty()
                        && checks.broken().stream().allMatch(this::isOfWaiting)
                        && checks.broken().stream().noneMatch(this::isAsBefore)
                ? Optional.of(
                        new Doubt(
                                "nothing but waits broke it, and all processors of this machine were busy for %.0f %% of the time"
                                        .formatted(busy * 100),
                                Remedy.PLAY_SLOWER))
                : Optional.empty();
    }

    /** Whether a check is broken only by waits: too long ones, or such as ended in a timeout. */
    private boolean isOfWaiting(Check check) {
        if (check.expectation() instanceof Expectation.Warned
                || check.expectation() instanceof Expectation.ServerSessions
                || check.expectation() instanceof Expectation.Writes
                || check.expectation() instanceof Expectation.StaleConnections) {
            return false;
        }
        Waits waits = new Waits(cell);
        if (check.expectation() instanceof Expectation.LongestOperation longest) {
            return cell.all(OperationEnded.class)
                    .filter(operation -> !longest.bound().holds(operation.took()))
                    .allMatch(waits::isOne);
        }
        if (check.expectation() instanceof Expectation.Recovery recovery) {
            return disturbedTooLate(recovery, Duration.ZERO).stream()
                    .allMatch(
                            operation -> !Measurement.failed(operation) || waits.isOne(operation));
        }
        return check.isTime() || failed().allMatch(waits::isOne);
    }

    /**
     * Whether it was broken at the faster scale too, and by about as much. A wait that ended in a
     * timeout is as long at any scale: two of them say as little as one. What has grown instead
     * says nothing before it is broken once more.
     */
    private boolean isAsBefore(Check check) {
        Numbers before = brief.before();
        if (before == null
                || checks.brokenByControl().isPresent()
                || (brief.trial() != Brief.Trial.LAST
                        && failed().anyMatch(new Waits(cell)::isOne))) {
            return false;
        }
        Check then =
                Check.of(
                        check.expectation(),
                        new Observed(before, brief.poolSize(), false, UNKNOWN));
        double by = Durations.seconds(check.distance());
        double byThen = Durations.seconds(then.distance());
        return !then.holds()
                && (brief.trial() == Brief.Trial.LAST
                        ? by >= REMAINS_AT_LAST * byThen
                        : by >= REMAINS * byThen && by <= byThen / REMAINS);
    }

    /** While the cell was played: a control that was slow itself makes no wait longer. */
    private double busyProcessors() {
        return cell.all(ProcessorsMeasured.class)
                .mapToDouble(ProcessorsMeasured::busy)
                .max()
                .orElse(0);
    }

    private Duration worstJitter() {
        return Stream.of(cell, control)
                .flatMap(history -> history.all(JitterMeasured.class))
                .map(JitterMeasured::max)
                .max(Duration::compareTo)
                .orElse(Duration.ZERO);
    }
}
