package dev.poolproof.runner.path;

import dev.poolproof.model.fault.Hop;
import dev.poolproof.model.scenario.Scenario;
import dev.poolproof.runner.recording.HistoryRecorder;
import java.net.InetSocketAddress;
import java.util.List;
import org.jspecify.annotations.Nullable;

/** Plays the paths of a run's cells. Safe for use by several threads. */
public interface PathPlayer extends AutoCloseable {
    /** Why {@code scenario} cannot be played through this, in words; null if it can. */
    @Nullable String cannotPlay(Scenario scenario);

    /** What of {@code path} differs from the real boxes here, as sentences. */
    List<String> shortcomings(List<Hop> path);

    /**
     * Opens a path.
     *
     * @param to where it leads: the database, or what stands before it
     * @param path with durations of the wall clock
     * @param seed of what is drawn by chance
     * @param recorder is told what can be seen of the path
     * @throws java.io.UncheckedIOException if it cannot be had
     */
    OpenPath open(InetSocketAddress to, List<Hop> path, long seed, HistoryRecorder recorder);

    /** Ends what is left of all paths. */
    @Override
    void close();
}
