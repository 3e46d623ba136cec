package dev.poolproof.runner.file;

import dev.poolproof.model.TimeScale;
import dev.poolproof.model.candidate.Candidate;
import dev.poolproof.model.fault.Hop;
import dev.poolproof.model.matrix.Verdict;
import dev.poolproof.model.scenario.Expectation;
import dev.poolproof.model.scenario.Phase;
import dev.poolproof.model.scenario.Scenario;
import dev.poolproof.model.scenario.ServerProfile;
import dev.poolproof.model.scenario.Symptom;
import java.nio.file.Path;
import java.time.Duration;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/** Reads a scenario from the root of its document. */
final class ScenarioReader {
    static final List<String> KEYS =
            List.of(
                    "title",
                    "about",
                    "path",
                    "server",
                    "server-settings",
                    "max-time-scale",
                    "patience",
                    "workload",
                    "expect",
                    "symptom",
                    "candidates",
                    "outcomes");
    private static final Duration PATIENCE = Duration.ofSeconds(90);
    private static final TimeScale MAX_TIME_SCALE = new TimeScale(60);
    private static final String TITLE = "A quiet night behind a NAT gateway";
    private static final String ABOUT = "one or two sentences on what happens, and why";

    private final PathReader pathReader;
    private final CandidatesReader candidatesReader;

    /**
     * @param file where the scenario stands, which paths in it are relative to
     */
    ScenarioReader(Vocabulary vocabulary, Path file) {
        pathReader = new PathReader(vocabulary.middleboxes());
        candidatesReader = new CandidatesReader(new CandidateReader(vocabulary, file));
    }

    /** The scenario, or {@code null} after at least one error was added. */
    @Nullable Scenario read(String name, Item root) {
        Block block = root.block("title: " + TITLE);
        if (block == null) {
            return null;
        }
        block.allow(KEYS);
        String title = block.required("title", TITLE, ScenarioReader::title);
        String about = block.required("about", ABOUT, item -> Values.words(item, ABOUT));
        List<Hop> path = block.required("path", "[ nat-gateway ]", pathReader::read);
        ServerProfile server =
                block.optional(
                        "server",
                        ServerProfile.SELF_MANAGED,
                        item -> Values.constant(List.of(ServerProfile.values()), item));
        Map<String, Duration> serverSettings =
                block.optional(
                        "server-settings",
                        Map.of(),
                        item -> ServerTimesReader.read(item, "idle_session_timeout: 10m"));
        TimeScale scale =
                block.optional("max-time-scale", MAX_TIME_SCALE, ScenarioReader::timeScale);
        Duration patience = block.optional("patience", PATIENCE, Values::positiveDuration);
        List<Phase> workload =
                block.required("workload", "[ { quiet: { for: 6m } } ]", WorkloadReader::read);
        Item symptomItem = block.optional("symptom");
        ExpectReader expectReader = new ExpectReader(symptomItem != null);
        List<Expectation> expect = block.required("expect", "{ failed: 0 }", expectReader::read);
        Symptom symptom = symptomItem == null ? null : SymptomReader.read(symptomItem);
        List<Candidate> candidates =
                block.optional("candidates", List.of(), candidatesReader::read);
        Map<String, Verdict> outcomes =
                block.optional("outcomes", Map.of(), ScenarioReader::outcomes);
        if (title == null
                || about == null
                || path == null
                || server == null
                || scale == null
                || patience == null
                || workload == null
                || expect == null
                || (symptomItem != null && symptom == null)
                || serverSettings == null
                || candidates == null
                || outcomes == null) {
            return null;
        }
        return new Scenario(
                name,
                title,
                about,
                path,
                server,
                workload,
                expect,
                symptom,
                patience,
                scale,
                outcomes,
                serverSettings,
                candidates);
    }

    private static @Nullable String title(Item item) {
        String title = Values.words(item, TITLE);
        if (title != null && title.contains("\n")) {
            item.error(item.seen() + " has more than one line", TITLE);
            return null;
        }
        return title;
    }

    private static @Nullable TimeScale timeScale(Item item) {
        String text = item.text("a number", "60");
        if (text == null) {
            return null;
        }
        if (!Values.NUMBER.matcher(text).matches()) {
            item.isNot("a number", "60");
            return null;
        }
        try {
            return new TimeScale(Double.parseDouble(text));
        } catch (IllegalArgumentException e) {
            item.refused(e);
            return null;
        }
    }

    private static @Nullable Map<String, Verdict> outcomes(Item item) {
        Block block = item.block("{ hikari-defaults: pass }");
        if (block == null) {
            return null;
        }
        Map<String, Verdict> outcomes = new LinkedHashMap<>();
        boolean complete = true;
        for (Block.Entry entry : block.entries()) {
            complete &= Values.isName(entry.key(), entry.name());
            String outcome = Values.known(List.of("pass", "fail"), entry.value());
            if (outcome == null) {
                complete = false;
            } else {
                outcomes.put(entry.name(), outcome.equals("pass") ? Verdict.PASS : Verdict.FAIL);
            }
        }
        return complete ? outcomes : null;
    }
}
