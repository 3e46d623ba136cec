package dev.poolproof.runner.file;

import java.nio.file.Path;
import java.util.List;
import org.jspecify.annotations.Nullable;
import org.snakeyaml.engine.v2.nodes.Node;

/** Reads files of one YAML document. */
final class Documents {
    private Documents() {}

    /** The root of the only document of {@code file}, or {@code null} after an error was added. */
    static @Nullable Node single(Path file, Source source, String content) {
        String text = Texts.read(file, source);
        if (text == null) {
            return null;
        }
        List<Node> roots = YamlDocuments.parse(text, source);
        if (roots == null) {
            return null;
        }
        if (roots.isEmpty() || new Item(source, "", roots.get(0)).isNothing()) {
            source.error(1, 1, "file", "is empty, not " + content, content + " in YAML");
            return null;
        }
        if (roots.size() > 1) {
            source.error(
                    roots.get(1).getStartMark().orElseThrow(),
                    "file",
                    "a second document starts with ---",
                    content + " alone, each further one in a file of its own");
        }
        return roots.get(0);
    }
}
