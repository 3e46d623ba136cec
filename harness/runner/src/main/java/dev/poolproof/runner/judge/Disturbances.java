package dev.poolproof.runner.judge;

import static java.util.Objects.requireNonNull;

import dev.poolproof.model.history.ClusterChange;
import dev.poolproof.model.history.History;
import dev.poolproof.model.history.HistoryEvent.ClusterChanged;
import dev.poolproof.model.history.HistoryEvent.Provoked;
import java.time.Duration;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.stream.Stream;

/**
 * What made an incident of a cell: what the path did, what the workload did wrong, sessions that
 * the server ended, and what happened to the cluster.
 *
 * @param all in order of time
 */
record Disturbances(List<Disturbance> all) {
    private static final Map<ClusterChange, String> LOSSES =
            Map.of(
                    ClusterChange.WRITER_LOST, "the cluster lost its writer",
                    ClusterChange.READER_LOST, "the cluster lost its reader");

    /** All up to {@code end}. */
    static Disturbances until(Duration end, History history) {
        Stream<Disturbance> ofPath =
                history.faultsActed()
                        .map(
                                event ->
                                        new Disturbance(
                                                Origin.PATH,
                                                event.at(),
                                                event.connection(),
                                                event.hop() + " fired on",
                                                " connections"));
        Stream<Disturbance> ofWorkload =
                history.all(Provoked.class)
                        .map(
                                event ->
                                        new Disturbance(
                                                Origin.WORKLOAD,
                                                event.at(),
                                                0,
                                                event.what(),
                                                " times"));
        Stream<Disturbance> ofServer =
                ServerEnds.of(history)
                        .map(
                                event ->
                                        new Disturbance(
                                                Origin.SERVER,
                                                event.at(),
                                                event.connection(),
                                                "the server ended",
                                                " sessions whose clients were silent"));
        Stream<Disturbance> ofCluster =
                history.all(ClusterChanged.class)
                        .filter(event -> LOSSES.containsKey(event.change()))
                        .map(
                                event ->
                                        new Disturbance(
                                                Origin.CLUSTER,
                                                event.at(),
                                                0,
                                                requireNonNull(LOSSES.get(event.change())),
                                                " times"));
        Stream<Disturbance> ofNginx =
                NginxErrors.of(history)
                        .map(
                                line ->
                                        new Disturbance(
                                                Origin.SERVER,
                                                line.at(),
                                                0,
                                                "nginx logged",
                                                " times: " + NginxErrors.inWords(line)));
        Stream<Disturbance> ofAlb =
                AlbActions.of(history)
                        .map(
                                line ->
                                        new Disturbance(
                                                Origin.SERVER,
                                                line.at(),
                                                0,
                                                "ALB logged",
                                                " times: " + AlbActions.inWords(line)));
        return new Disturbances(
                Stream.of(ofPath, ofWorkload, ofServer, ofCluster, ofNginx, ofAlb)
                        .flatMap(each -> each)
                        .filter(each -> each.at().compareTo(end) <= 0)
                        .sorted()
                        .toList());
    }

    Optional<Duration> first() {
        return all.stream().map(Disturbance::at).findFirst();
    }

    /** How many connections were cut or forgotten behind the pool's back. */
    long connections() {
        return all.stream()
                .mapToLong(Disturbance::connection)
                .filter(connection -> connection > 0)
                .distinct()
                .count();
    }

    /** One sentence part for each kind: {@code nat-gateway fired on 10 connections}. */
    List<String> inWords() {
        List<String> words = new ArrayList<>();
        kinds().values()
                .forEach(
                        kind ->
                                words.add(
                                        kind.get(0).before()
                                                + " "
                                                + kind.size()
                                                + kind.get(0).after()));
        return words;
    }

    /** The kinds, each with all its disturbances. */
    Map<String, List<Disturbance>> kinds() {
        Map<String, List<Disturbance>> kinds = new LinkedHashMap<>();
        all.forEach(
                each ->
                        kinds.computeIfAbsent(
                                        each.before() + each.after(), key -> new ArrayList<>())
                                .add(each));
        return kinds;
    }

    /**
     * One of them.
     *
     * @param connection 0 where it is not about one connection of the path
     * @param before words before the number of those that are alike
     * @param after words after it
     */
    record Disturbance(Origin origin, Duration at, long connection, String before, String after)
            implements Comparable<Disturbance> {
        @Override
        public int compareTo(Disturbance other) {
            return at.compareTo(other.at);
        }
    }

    /** Who disturbed. */
    enum Origin {
        PATH,
        WORKLOAD,
        SERVER,
        CLUSTER
    }
}
