package dev.poolproof.runner.file;

import dev.poolproof.model.candidate.Candidate;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import org.snakeyaml.engine.v2.nodes.Node;

/**
 * Reads candidates files: YAML 1.2 in UTF-8, one block that has a key for each candidate.
 *
 * <p>A candidate with {@code spring} takes its settings from a Spring Boot file, whose path is
 * relative to the candidates file. Read are {@code spring.datasource.hikari.*}, with {@code
 * data-source-properties}, and the query parameters of {@code spring.datasource.url}; where both
 * name a driver's setting the URL wins, as it does in pgjdbc. Only the first document counts, and
 * it must not be one for a profile. Placeholders take what the file itself says, or their default,
 * and never the environment. {@code settings} and {@code driver} beside {@code spring} override it.
 */
public final class CandidateFiles {
    private CandidateFiles() {}

    /**
     * Reads all candidates of a file, in its order.
     *
     * @throws BadInput if the file, or a Spring file that it names, cannot be read or has errors;
     *     it has all of them
     */
    public static List<Candidate> read(Path file, Vocabulary vocabulary) throws BadInput {
        Problems problems = new Problems();
        List<Candidate> candidates = new ArrayList<>();
        Source source = Source.of(file, problems);
        Node root = Documents.single(file, source, "candidates");
        Block block =
                root == null
                        ? null
                        : new Item(source, "", root).block("hikari-defaults: { pool: hikaricp }");
        if (block != null) {
            if (block.entries().isEmpty()) {
                block.item()
                        .error(
                                "an empty block names no candidate",
                                "hikari-defaults: { pool: hikaricp }");
            }
            CandidateReader reader = new CandidateReader(vocabulary, file);
            for (Block.Entry entry : block.entries()) {
                Candidate candidate = reader.read(entry);
                if (candidate != null) {
                    candidates.add(candidate);
                }
            }
        }
        problems.throwIfAny();
        return List.copyOf(candidates);
    }
}
