package dev.poolproof.runner.judge;

import dev.poolproof.model.ByteSize;
import dev.poolproof.model.history.History;
import dev.poolproof.model.history.HistoryEvent.Answered;
import dev.poolproof.model.history.HistoryEvent.OperationEnded;
import dev.poolproof.model.history.Outcome;
import dev.poolproof.model.scenario.HttpPhase;
import dev.poolproof.model.scenario.Scenario;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.LongSummaryStatistics;
import java.util.Map;
import java.util.TreeMap;

/** Tells what HTTP clients made of the answers they got, in a sentence or two. */
final class Answers {
    private final List<Answered> all;
    private final long givenUp;
    private final boolean ofFiles;

    Answers(Scenario scenario, History history) {
        this.all = history.all(Answered.class).toList();
        this.givenUp =
                history.all(OperationEnded.class)
                        .filter(operation -> operation.outcome() == Outcome.GIVEN_UP)
                        .count();
        this.ofFiles = scenario.phases().anyMatch(HttpPhase.Download.class::isInstance);
    }

    /** The sentences, each with a space before it; empty where nobody asked over HTTP. */
    String inWords() {
        return refusals() + (ofFiles ? downloads() : "") + unanswered();
    }

    /** Those of which nobody was told that they are over. */
    private String unanswered() {
        return givenUp == 0
                ? ""
                : " %d requests never came to an end for their caller.".formatted(givenUp);
    }

    private String refusals() {
        Map<Integer, Integer> refused = new TreeMap<>();
        all.stream()
                .filter(answer -> answer.status() != 0 && !answer.succeeded())
                .forEach(answer -> refused.merge(answer.status(), 1, Integer::sum));
        List<String> words = new ArrayList<>();
        refused.forEach(
                (status, count) ->
                        words.add("%d of %d answers were %d".formatted(count, all.size(), status)));
        return words.isEmpty() ? "" : " " + String.join(", ", words) + ".";
    }

    /** From which size on bodies are cut, if there is such a size. */
    private String downloads() {
        List<Answered> bodies = all.stream().filter(Answered::succeeded).toList();
        List<Answered> cut = bodies.stream().filter(Answers::isCut).toList();
        if (bodies.isEmpty()) {
            return "";
        }
        if (cut.isEmpty()) {
            return " All %d downloads came whole, of %s to %s."
                    .formatted(bodies.size(), smallest(bodies), largest(bodies));
        }
        List<Answered> whole = bodies.stream().filter(answer -> !isCut(answer)).toList();
        return where(whole, cut) + at(cut) + silently(cut);
    }

    private static String where(List<Answered> whole, List<Answered> cut) {
        if (whole.isEmpty()) {
            return " All %d downloads were cut, of %s to %s"
                    .formatted(cut.size(), smallest(cut), largest(cut));
        }
        return largest(whole).compareTo(smallest(cut)) < 0
                ? " Downloads came whole up to %s and were cut from %s on"
                        .formatted(largest(whole), smallest(cut))
                : " %d of %d downloads were cut".formatted(cut.size(), cut.size() + whole.size());
    }

    private static String at(List<Answered> cut) {
        LongSummaryStatistics bytes = cut.stream().mapToLong(Answered::bytes).summaryStatistics();
        return bytes.getMin() == bytes.getMax()
                ? String.format(Locale.ROOT, ", at %,d bytes", bytes.getMin())
                : String.format(
                        Locale.ROOT, ", at %,d to %,d bytes", bytes.getMin(), bytes.getMax());
    }

    private static String silently(List<Answered> cut) {
        long silent = cut.stream().filter(Answered::silentlyShort).count();
        return silent == 0
                ? "; the client said so each time."
                : "; the client took %d of %d for whole.".formatted(silent, cut.size());
    }

    private static boolean isCut(Answered answer) {
        return answer.bytes() < answer.whole();
    }

    private static ByteSize smallest(List<Answered> answers) {
        return new ByteSize(answers.stream().mapToLong(Answered::whole).min().orElse(0));
    }

    private static ByteSize largest(List<Answered> answers) {
        return new ByteSize(answers.stream().mapToLong(Answered::whole).max().orElse(0));
    }
}
