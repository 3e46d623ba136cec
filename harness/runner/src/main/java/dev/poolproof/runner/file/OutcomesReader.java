package dev.poolproof.runner.file;

import dev.poolproof.model.matrix.Verdict;
import dev.poolproof.model.scenario.Engine;
import java.util.EnumMap;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/** Reads how reference candidates come out. */
final class OutcomesReader {
    private static final String EXAMPLE = "{ hikari-defaults: pass }";

    private OutcomesReader() {}

    /**
     * The outcomes on each of {@code engines}; none after an error was added.
     *
     * @param item has the outcomes on all engines, and in a block below the name of one those that
     *     differ there
     */
    static @Nullable Map<Engine, Map<String, Verdict>> read(
            @Nullable Item item, List<Engine> engines) {
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
                complete &= read(entry, shared);
                continue;
            }
            Map<String, Verdict> own = new LinkedHashMap<>();
            Block ownBlock = entry.value().block(EXAMPLE);
            for (Block.Entry each :
                    ownBlock == null ? List.<Block.Entry>of() : ownBlock.entries()) {
                complete &= read(each, own);
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

    private static boolean read(Block.Entry entry, Map<String, Verdict> outcomes) {
        boolean isName = Values.isName(entry.key(), entry.name());
        String outcome = Values.known(List.of("pass", "fail"), entry.value());
        if (outcome == null) {
            return false;
        }
        outcomes.put(entry.name(), outcome.equals("pass") ? Verdict.PASS : Verdict.FAIL);
        return isName;
    }
}
