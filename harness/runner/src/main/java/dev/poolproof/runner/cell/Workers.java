package dev.poolproof.runner.cell;

import dev.poolproof.model.Names;
import dev.poolproof.model.TimeScale;
import dev.poolproof.model.candidate.Candidate;
import dev.poolproof.model.candidate.WorkerProgram;
import dev.poolproof.model.scenario.Phase;
import dev.poolproof.model.scenario.Scenario;
import dev.poolproof.runner.pool.PoolProfile;
import dev.poolproof.runner.worker.Worker;
import dev.poolproof.runner.worker.WorkerException;
import dev.poolproof.runner.worker.WorkerProfile;
import dev.poolproof.runner.worker.WorkerRequest;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import org.jspecify.annotations.Nullable;

/**
 * The workers of a run, as they introduced themselves. Filled before cells are played, only read
 * afterwards.
 */
public final class Workers {
    /** Where nothing listens: a worker does not connect before it is asked for something. */
    private static final InetSocketAddress NOWHERE =
            new InetSocketAddress(InetAddress.getLoopbackAddress(), 9);

    /** What a worker that cannot run would have made of its settings. */
    private static final PoolProfile UNKNOWN = new PoolProfile(1, 0, Map.of(), List.of());

    private final Map<String, WorkerProfile> profiles = new HashMap<>();
    private final Map<String, String> unavailable = new HashMap<>();

    /**
     * Starts a candidate's worker and hears what it says of itself.
     *
     * @throws IllegalArgumentException if the worker does not take its settings, or is broken
     */
    public void introduce(Candidate candidate, WorkerProgram program) throws InterruptedException {
        try (Worker worker =
                Worker.start(program, request(candidate, program), (level, line) -> {})) {
            profiles.put(candidate.name(), worker.profile());
        } catch (WorkerException e) {
            if (e.kind() != WorkerException.Kind.UNAVAILABLE) {
                throw new IllegalArgumentException(e.getMessage(), e);
            }
            unavailable.put(candidate.name(), String.valueOf(e.getMessage()));
        }
    }

    /** The candidate with the libraries and versions that will run, where it has a worker. */
    public Candidate introduced(Candidate candidate) {
        WorkerProfile profile = profiles.get(candidate.name());
        return profile == null ? candidate : candidate.with(profile.pool(), profile.driver());
    }

    /** What a worker that was introduced makes of its settings. */
    PoolProfile profile(Candidate candidate) {
        WorkerProfile profile = profiles.get(candidate.name());
        return profile == null ? UNKNOWN : profile.profile();
    }

    /** Why {@code candidate} cannot play {@code scenario}; {@code null} if it can. */
    @Nullable String cannotPlay(Scenario scenario, Candidate candidate) {
        boolean freezes = scenario.phases().anyMatch(Phase.Freeze.class::isInstance);
        if (candidate.worker() == null) {
            return freezes ? "a pool in this JVM cannot be frozen: only a worker can" : null;
        }
        if (unavailable.containsKey(candidate.name())) {
            return unavailable.get(candidate.name());
        }
        if (scenario.cluster() != null) {
            return "workers do not know the names of a cluster";
        }
        if (freezes && candidate.keepalive() != null) {
            return "the kernel sends keepalive for a process that is stopped; a frozen container sends none";
        }
        return scenario.phases()
                .map(Workers::unknownTo)
                .filter(Objects::nonNull)
                .findFirst()
                .map(phase -> "workers do not know the phase " + phase)
                .orElse(null);
    }

    private static @Nullable String unknownTo(Phase phase) {
        return phase instanceof Phase.Leak
                        || phase instanceof Phase.Nested
                        || phase instanceof Phase.ScaleOut
                        || phase instanceof Phase.RollingUpdate
                        || phase instanceof Phase.Scheduled
                ? Names.of(phase.getClass())
                : null;
    }

    private static WorkerRequest request(Candidate candidate, WorkerProgram program) {
        return new WorkerRequest(
                NOWHERE,
                "plan",
                "plan",
                "",
                program.database(),
                "plan",
                "plan",
                candidate.settings(),
                candidate.keepalive(),
                TimeScale.REAL);
    }
}
