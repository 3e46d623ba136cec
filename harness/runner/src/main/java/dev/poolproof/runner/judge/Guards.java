package dev.poolproof.runner.judge;

import dev.poolproof.model.Durations;
import dev.poolproof.model.Names;
import dev.poolproof.model.fault.Hop;
import dev.poolproof.model.fault.TimedFault;
import dev.poolproof.model.fault.Trigger;
import dev.poolproof.model.history.History;
import dev.poolproof.model.history.HistoryEvent.ClusterChanged;
import dev.poolproof.model.history.HistoryEvent.HarnessBroke;
import dev.poolproof.model.history.HistoryEvent.OperationEnded;
import dev.poolproof.model.history.HistoryEvent.Provoked;
import dev.poolproof.model.history.HistoryEvent.WorkloadEnded;
import dev.poolproof.model.history.NetworkAction;
import dev.poolproof.model.matrix.Numbers;
import dev.poolproof.model.scenario.PgBouncer;
import dev.poolproof.model.scenario.Phase;
import dev.poolproof.runner.judge.Judgement.Remedy;
import java.time.Duration;
import java.util.Comparator;
import java.util.List;
import java.util.Optional;
import java.util.function.Predicate;
import java.util.function.Supplier;
import java.util.stream.Stream;

/** The reasons for which a would-be pass or fail tells nothing. */
final class Guards {
    private static final Duration LATE_CHANGE = Duration.ofSeconds(2);

    private final Brief brief;
    private final History cell;
    private final History control;
    private final Numbers numbers;
    private final Checks checks;
    private final MachineGuards machine;

    Guards(Brief brief, History cell, History control, Numbers numbers, Checks checks) {
        this.brief = brief;
        this.cell = cell;
        this.control = control;
        this.numbers = numbers;
        this.checks = checks;
        this.machine = new MachineGuards(brief, cell, control, checks);
    }

    /** The first reason to doubt, the gravest first; none if the test was a test. */
    Optional<Doubt> firstDoubt() {
        return Stream.<Supplier<Optional<Doubt>>>of(
                        this::broke,
                        this::clusterWasLate,
                        this::controlFailed,
                        machine::tooMuchJitter,
                        machine::stoodStill,
                        machine::tooCloseToTheLimit,
                        machine::recoveredButForTheMachine,
                        machine::gaveUpSoon,
                        machine::waitedForAProcessor,
                        this::faultHadNoChance,
                        this::tasksDidNotMeet,
                        this::failedWithoutFault,
                        this::nothingRanAfterwards)
                .flatMap(guard -> guard.get().stream())
                .findFirst();
    }

    private Optional<Doubt> broke() {
        Optional<String> reason =
                Stream.of(cell, control)
                        .flatMap(history -> history.all(HarnessBroke.class))
                        .map(HarnessBroke::reason)
                        .findFirst();
        if (reason.isPresent()) {
            return Optional.of(new Doubt(reason.get(), Remedy.PLAY_SLOWER));
        }
        return Stream.of(cell, control)
                        .allMatch(history -> history.all(WorkloadEnded.class).count() == 1)
                ? Optional.empty()
                : Optional.of(new Doubt("the workload did not run to its end", Remedy.NONE));
    }

    /**
     * Servers end and start in real time: at a fast scale they may not be there when they are due.
     */
    private Optional<Doubt> clusterWasLate() {
        Duration begun =
                cell.all(ClusterChanged.class)
                        .map(ClusterChanged::due)
                        .findFirst()
                        .orElse(Duration.ZERO);
        return cell.all(ClusterChanged.class)
                .filter(change -> lateness(change).compareTo(tolerance(change, begun)) > 0)
                .findFirst()
                .map(
                        change ->
                                new Doubt(
                                        "%s of the cluster was %s %s late"
                                                .formatted(
                                                        change.node(),
                                                        Names.of(change.change()),
                                                        Durations.printRounded(lateness(change))),
                                        Remedy.PLAY_SLOWER));
    }

    private static Duration lateness(ClusterChanged change) {
        return change.at().minus(change.due());
    }

    /** A tenth of the time that the change took by plan, and a little for the machine. */
    private static Duration tolerance(ClusterChanged change, Duration begun) {
        return change.due().minus(begun).dividedBy(10).plus(LATE_CHANGE);
    }

    /**
     * A control that fails tells of a machine that is too slow, unless operations fail in it at a
     * slower time scale too: then it is the candidate itself that cannot do this work.
     */
    private Optional<Doubt> controlFailed() {
        boolean candidateItself =
                brief.trial() != Brief.Trial.FIRST
                        && control.all(OperationEnded.class).anyMatch(Measurement::failed);
        return candidateItself
                ? Optional.empty()
                : checks.brokenByControl()
                        .map(
                                check ->
                                        new Doubt(
                                                "the control, without the faults, does not pass either: "
                                                        + check.describe(),
                                                Remedy.PLAY_SLOWER));
    }

    private Optional<Doubt> faultHadNoChance() {
        if (brief.scenario().isUndisturbed()
                || numbers.faultsFired() > 0
                || isOfHttp()) { // a candidate's own directives may keep nginx from its files
            return Optional.empty();
        }
        if (Unseen.isPathOf(cell)) {
            return Unseen.shows(cell, control)
                    ? Optional.empty()
                    : Optional.of(
                            new Doubt(
                                    "nothing shows that the fault touched an operation, and what plays the path does not tell",
                                    Remedy.NONE));
        }
        Optional<Duration> shortest = shortestTimer(this::couldAct);
        if (shortest.isEmpty()) {
            return Optional.of(
                    new Doubt("the fault never touched a connection of this cell", Remedy.NONE));
        }
        Duration exposed =
                cell.network(NetworkAction.ACCEPTED)
                        .findFirst()
                        .map(first -> Measurement.end(cell).minus(first.at()))
                        .orElse(Duration.ZERO);
        return exposed.compareTo(shortest.get()) > 0
                ? Optional.empty()
                : Optional.of(
                        new Doubt(
                                "the fault never touched a connection of this cell: they were there for %s, its timer waits %s"
                                        .formatted(
                                                Durations.printRounded(exposed),
                                                Durations.print(shortest.get())),
                                Remedy.NONE));
    }

    /** Tasks that come one after another do not take each other's connections. */
    private Optional<Doubt> tasksDidNotMeet() {
        long wanted =
                brief.scenario()
                        .phases()
                        .filter(Phase.Nested.class::isInstance)
                        .map(Phase.Nested.class::cast)
                        .mapToLong(phase -> phase.clients() * (phase.connections() - 1L))
                        .sum();
        long met =
                cell.all(Provoked.class)
                        .filter(event -> event.what().equals(Provoked.ASKED_FOR_MORE))
                        .count();
        return met >= wanted || !checks.broken().isEmpty()
                ? Optional.empty()
                : Optional.of(
                        new Doubt(
                                "only %d of %d times had all tasks got as far when one asked for another connection"
                                        .formatted(met, wanted),
                                Remedy.PLAY_SLOWER));
    }

    /** Whether the moment from which a hop acts has come, on a connection that was drawn. */
    private boolean couldAct(Hop hop) {
        if (!hop.scope().from().equals(Trigger.AT_ONCE)) {
            return told(NetworkAction.ARMED, hop) > 0;
        }
        return told(NetworkAction.SPARED, hop) < cell.network(NetworkAction.ACCEPTED).count();
    }

    private long told(NetworkAction action, Hop hop) {
        return cell.network(action).filter(event -> hop.name().equals(event.hop())).count();
    }

    /**
     * The cell was then the same as its control, and came out otherwise: by a machine that was too
     * slow. What only a fault can bring about stays away at any time scale.
     */
    private Optional<Doubt> failedWithoutFault() {
        return brief.scenario().isUndisturbed()
                        || numbers.faultsFired() > 0
                        || Unseen.isPathOf(cell)
                        || checks.brokenByControl().isPresent()
                ? Optional.empty()
                : checks.broken().stream()
                        .min(Comparator.comparing(Guards::asksForAFault))
                        .map(
                                check ->
                                        new Doubt(
                                                "it failed although no fault had fired: "
                                                        + check.describe(),
                                                asksForAFault(check)
                                                        ? Remedy.NONE
                                                        : Remedy.PLAY_SLOWER));
    }

    private static boolean asksForAFault(Check check) {
        return Checks.asksForAFault(check.expectation());
    }

    /** A fault that nobody came to meet was not tested. */
    private Optional<Doubt> nothingRanAfterwards() {
        List<Phase> phases = brief.scenario().workload();
        if (isOfHttp()) {
            return Optional.empty(); // what nginx logs is of the very operations
        }
        if (phases.get(phases.size() - 1) instanceof Phase.Freeze) {
            return Optional.empty(); // what is left in the database meanwhile is what is looked at
        }
        Optional<Duration> shortest = shortestTimer(hop -> true);
        Duration acted =
                Disturbances.until(Measurement.end(cell), cell)
                        .first()
                        .or(() -> shortest)
                        .orElse(Duration.ZERO);
        boolean met =
                cell.all(OperationEnded.class)
                        .anyMatch(operation -> operation.endedAt().compareTo(acted) >= 0);
        return met
                ? Optional.empty()
                : Optional.of(
                        new Doubt(
                                "too few samples: no operation ran after the fault could have acted, at "
                                        + Durations.printRounded(acted),
                                Remedy.NONE));
    }

    /** When the first timer of the server, or of the hops that count, can fire on a connection. */
    private Optional<Duration> shortestTimer(Predicate<Hop> counts) {
        Stream<Duration> ofServer = brief.scenario().serverSettings().times().values().stream();
        Stream<Duration> ofPath =
                brief.scenario().path().stream()
                        .filter(counts)
                        .flatMap(
                                hop ->
                                        TimedFault.of(hop.faults().stream())
                                                .map(
                                                        fault ->
                                                                hop.scope()
                                                                        .from()
                                                                        .earliest()
                                                                        .plus(fault.after())));
        Stream<Duration> ofPgBouncer =
                Stream.ofNullable(brief.scenario().pgBouncer()).map(PgBouncer::shortest);
        return Stream.of(ofServer, ofPath, ofPgBouncer)
                .flatMap(times -> times)
                .min(Duration::compareTo);
    }

    private boolean isOfHttp() {
        return brief.scenario().http() != null;
    }
}
