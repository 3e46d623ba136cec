package dev.poolproof.runner.cell;

import dev.poolproof.model.Names;
import dev.poolproof.model.TimeScale;
import dev.poolproof.model.candidate.Candidate;
import dev.poolproof.model.candidate.TcpKeepalive;
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
import java.util.Collection;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.concurrent.ConcurrentHashMap;
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

    /** As many as there are processors: starting one is work. */
    private static final int AT_A_TIME = Runtime.getRuntime().availableProcessors();

    private final Map<Identity, WorkerProfile> profiles = new ConcurrentHashMap<>();
    private final Map<Identity, WorkerException> declined = new ConcurrentHashMap<>();

    /**
     * Starts the workers of those {@code candidates} that have one, and hears what they say of
     * themselves; those that would say the same are asked once.
     */
    public void introduce(Collection<Candidate> candidates) throws InterruptedException {
        List<Runnable> introductions =
                candidates.stream()
                        .map(Identity::of)
                        .filter(Objects::nonNull)
                        .distinct()
                        .<Runnable>map(identity -> () -> introduce(identity))
                        .toList();
        // A worker lives no longer than the thread that started it: each is closed by its own.
        SideBySide.run(AT_A_TIME, introductions);
    }

    private void introduce(Identity identity) {
        try (Worker worker =
                Worker.start(identity.program(), identity.request(), (level, line) -> {})) {
            profiles.put(identity, worker.profile());
        } catch (WorkerException e) {
            declined.put(identity, e);
        } catch (InterruptedException e) {
            // The run ends: nobody asks for this worker any more.
            Thread.currentThread().interrupt();
        }
    }

    /** The candidate with the libraries and versions that will run, where it has a worker. */
    public Candidate introduced(Candidate candidate) {
        WorkerProfile profile = of(profiles, candidate);
        return profile == null ? candidate : candidate.with(profile.pool(), profile.driver());
    }

    /**
     * What a worker that was introduced makes of its settings.
     *
     * @throws IllegalArgumentException if it does not take them, or is broken
     */
    PoolProfile profile(Candidate candidate) {
        WorkerProfile profile = of(profiles, candidate);
        WorkerException reason = of(declined, candidate);
        if (reason != null && reason.kind() != WorkerException.Kind.UNAVAILABLE) {
            throw new IllegalArgumentException(reason.getMessage(), reason);
        }
        return profile == null ? UNKNOWN : profile.profile();
    }

    /** Why {@code candidate} cannot play {@code scenario}; {@code null} if it can. */
    @Nullable String cannotPlay(Scenario scenario, Candidate candidate) {
        boolean freezes = scenario.phases().anyMatch(Phase.Freeze.class::isInstance);
        if (candidate.worker() == null) {
            return freezes ? "a pool in this JVM cannot be frozen: only a worker can" : null;
        }
        WorkerException reason = of(declined, candidate);
        if (reason != null) {
            return String.valueOf(reason.getMessage());
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

    private static <V> @Nullable V of(Map<Identity, V> known, Candidate candidate) {
        Identity identity = Identity.of(candidate);
        return identity == null ? null : known.get(identity);
    }

    /** What makes a worker say what it says of itself. */
    private record Identity(
            WorkerProgram program, Map<String, String> settings, @Nullable TcpKeepalive keepalive) {
        static @Nullable Identity of(Candidate candidate) {
            return candidate.worker() == null
                    ? null
                    : new Identity(candidate.worker(), candidate.settings(), candidate.keepalive());
        }

        WorkerRequest request() {
            return new WorkerRequest(
                    NOWHERE,
                    "plan",
                    "plan",
                    "",
                    program.database(),
                    "plan",
                    "plan",
                    settings,
                    keepalive,
                    TimeScale.REAL);
        }
    }
}
