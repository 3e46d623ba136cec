package dev.poolproof.runner.file;

import dev.poolproof.model.candidate.Candidate;
import java.util.ArrayList;
import java.util.List;
import org.jspecify.annotations.Nullable;

/** Reads a block that has a key for each candidate. */
final class CandidatesReader {
    static final String EXAMPLE = "hikari-defaults: { pool: hikaricp }";

    private final CandidateReader reader;

    CandidatesReader(CandidateReader reader) {
        this.reader = reader;
    }

    /** The candidates in their order; {@code null} after at least one error was added. */
    @Nullable List<Candidate> read(Item item) {
        Block block = item.block(EXAMPLE);
        if (block == null) {
            return null;
        }
        if (block.entries().isEmpty()) {
            item.error("an empty block names no candidate", EXAMPLE);
            return null;
        }
        List<Candidate> candidates = new ArrayList<>();
        for (Block.Entry entry : block.entries()) {
            Candidate candidate = reader.read(entry);
            if (candidate != null) {
                candidates.add(candidate);
            }
        }
        return candidates.size() == block.entries().size() ? candidates : null;
    }
}
