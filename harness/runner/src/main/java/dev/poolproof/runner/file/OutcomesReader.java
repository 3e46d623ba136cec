package dev.poolproof.runner.file;

import dev.poolproof.model.matrix.Verdict;
import dev.poolproof.model.scenario.Engine;
import java.util.EnumMap;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import java.util.stream.Collectors;
import org.jspecify.annotations.Nullable;

/** Reads how reference candidates come out. */
final class OutcomesReader {
    private static final String EXAMPLE = "{ hikari-defaults: pass }";

    private static final String BY_JDK = "{ before-jdk-24: fail, from-jdk-24: pass }";
    private static final Pattern JDKS =
            Pattern.compile("before-jdk-(?<first>[1-9]\\d{0,3}) from-jdk-\\k<first>");

    private OutcomesReader() {}

    /**
     * The outcomes on each of {@code engines}; none after an error was added.
     *
     * @param item has the outcomes on all engines, and in a block below the name of one those that
     *     differ there
     * @param jdk the feature release that plays, for outcomes that differ between JDKs
     */
    static @Nullable Map<Engine, Map<String, Verdict>> read(
            @Nullable Item item, List<Engine> engines, int jdk) {
        Block block = item == null ? null : item.block(EXAMPLE);
        if (block == null) {
            return item == null ? Map.of() : null;
        }
        List<String> names = Values.names(engines);
        Map<String, Verdict> shared = new LinkedHashMap<>();
        Map<Engine, Map<String, Verdict>> outcomes = new EnumMap<>(Engine.class);
        boolean complete = true;
        for (Block.Entry entry : block.entries()) {
            int engine = entry.value().isScalar() ? -1 : names.indexOf(entry.name());
            if (engine < 0) {
                complete &= read(entry, shared, jdk);
                continue;
            }
            Map<String, Verdict> own = new LinkedHashMap<>();
            Block ownBlock = entry.value().block(EXAMPLE);
            for (Block.Entry each :
                    ownBlock == null ? List.<Block.Entry>of() : ownBlock.entries()) {
                complete &= read(each, own, jdk);
            }
            complete &= ownBlock != null;
            outcomes.put(engines.get(engine), own);
        }
        for (Engine engine : engines) {
            Map<String, Verdict> all = new LinkedHashMap<>(shared);
            all.putAll(outcomes.getOrDefault(engine, Map.of()));
            outcomes.put(engine, all);
        }
        return complete ? outcomes : null;
    }

    private static boolean read(Block.Entry entry, Map<String, Verdict> outcomes, int jdk) {
        boolean isName = Values.isName(entry.key(), entry.name());
        Item value = entry.value();
        Block byJdk = value.isBlock() ? value.block(BY_JDK) : null;
        Verdict outcome = byJdk != null && isByJdk(byJdk) ? onJdk(byJdk, jdk) : outcome(value);
        if (outcome == null) {
            return false;
        }
        outcomes.put(entry.name(), outcome);
        return isName;
    }

    private static @Nullable Verdict outcome(Item item) {
        String outcome = Values.known(List.of("pass", "fail"), item);
        return outcome == null ? null : outcome.equals("pass") ? Verdict.PASS : Verdict.FAIL;
    }

    private static boolean isByJdk(Block block) {
        return block.entries().stream().anyMatch(each -> each.name().contains("-jdk-"));
    }

    /** Of what comes out otherwise from one JDK on: before it, and from it on. */
    private static @Nullable Verdict onJdk(Block block, int jdk) {
        Matcher keys =
                JDKS.matcher(
                        block.entries().stream()
                                .map(Block.Entry::name)
                                .collect(Collectors.joining(" ")));
        if (!keys.matches()) {
            block.item().error("is not what comes out before one JDK, and from it on", BY_JDK);
            return null;
        }
        Verdict before = outcome(block.entries().get(0).value());
        Verdict from = outcome(block.entries().get(1).value());
        boolean complete = before != null && from != null;
        return !complete ? null : jdk < Integer.parseInt(keys.group("first")) ? before : from;
    }
}
