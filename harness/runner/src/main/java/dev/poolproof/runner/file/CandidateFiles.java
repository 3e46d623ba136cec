package dev.poolproof.runner.file;

import dev.poolproof.model.candidate.Candidate;
import java.nio.file.Path;
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
        Source source = Source.of(file, problems);
        Node root = Documents.single(file, source, "candidates");
        List<Candidate> candidates =
                root == null
                        ? null
                        : new CandidatesReader(new CandidateReader(vocabulary, file))
                                .read(new Item(source, "", root));
        problems.throwIfAny();
        if (candidates == null) {
            throw new IllegalStateException(file + " gave neither candidates nor an error");
        }
        return List.copyOf(candidates);
    }
}
