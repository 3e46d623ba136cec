package dev.poolproof.warp;

import java.util.ArrayList;
import java.util.Collection;
import java.util.Collections;
import java.util.List;
import java.util.SortedMap;
import java.util.TreeMap;

/**
 * The timing calls found in a set of classes.
 *
 * @param rewritten number of rewritten call sites by JDK method, such as {@code
 *     java.lang.Thread.sleep(long)}
 * @param leftAlone calls that stay as they are, on purpose
 * @param unknown calls that look like timing calls but are not in the table: with one of these,
 *     virtual time may be wrong
 */
public record WarpReport(
        SortedMap<String, Integer> rewritten, List<LeftAlone> leftAlone, List<TimingCall> unknown) {

    /**
     * A timing call that stays in real time.
     *
     * @param reason why that is right
     */
    public record LeftAlone(TimingCall call, String reason) {}

    public WarpReport {
        rewritten = Collections.unmodifiableSortedMap(new TreeMap<>(rewritten));
        leftAlone = List.copyOf(leftAlone);
        unknown = List.copyOf(unknown);
    }

    static WarpReport of(Collection<Site> sites) {
        SortedMap<String, Integer> rewritten = new TreeMap<>();
        List<LeftAlone> leftAlone = new ArrayList<>();
        List<TimingCall> unknown = new ArrayList<>();
        for (Site site : sites) {
            switch (site.kind()) {
                case REWRITTEN -> rewritten.merge(site.call().jdkMethod(), 1, Integer::sum);
                case LEFT_ALONE -> leftAlone.add(new LeftAlone(site.call(), site.reason()));
                case UNKNOWN -> unknown.add(site.call());
            }
        }
        return new WarpReport(rewritten, leftAlone, unknown);
    }

    /** How many call sites were rewritten in all. */
    public int rewrittenSites() {
        return rewritten.values().stream().mapToInt(Integer::intValue).sum();
    }
}
