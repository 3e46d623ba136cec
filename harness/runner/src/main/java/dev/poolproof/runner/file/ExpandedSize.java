package dev.poolproof.runner.file;

import java.util.ArrayList;
import java.util.IdentityHashMap;
import java.util.List;
import org.snakeyaml.engine.v2.nodes.MappingNode;
import org.snakeyaml.engine.v2.nodes.Node;
import org.snakeyaml.engine.v2.nodes.SequenceNode;

/** Measures what a document becomes once its aliases are written out, without writing them out. */
final class ExpandedSize {
    private static final long MOST_NODES = 100_000;
    private static final int DEEPEST = 100;

    private record Size(long nodes, int depth) {}

    private final IdentityHashMap<Node, Size> known = new IdentityHashMap<>();

    private ExpandedSize() {}

    /** Whether all documents are small enough to be walked; adds an error if not. */
    static boolean isBearable(List<Node> roots, Source source) {
        ExpandedSize sizes = new ExpandedSize();
        for (Node root : roots) {
            Size size = sizes.of(root, 0);
            if (size.nodes > MOST_NODES || size.depth > DEEPEST) {
                source.error(
                        root.getStartMark().orElseThrow(),
                        "YAML",
                        "the aliases (*name) expand to more than a person would write",
                        "the values themselves, or fewer aliases");
                return false;
            }
        }
        return true;
    }

    private Size of(Node node, int above) {
        Size size = known.get(node);
        if (size != null) {
            return size;
        }
        Size endless = new Size(MOST_NODES + 1, DEEPEST + 1);
        if (above > DEEPEST) {
            return endless;
        }
        known.put(node, endless); // what an alias inside its own anchor meets
        long nodes = 1;
        int depth = 0;
        for (Node child : children(node)) {
            Size below = of(child, above + 1);
            nodes = Math.min(nodes + below.nodes, MOST_NODES + 1);
            depth = Math.max(depth, below.depth);
        }
        Size sum = new Size(nodes, Math.min(depth + 1, DEEPEST + 1));
        known.put(node, sum);
        return sum;
    }

    private static List<Node> children(Node node) {
        if (node instanceof SequenceNode sequence) {
            return sequence.getValue();
        }
        List<Node> children = new ArrayList<>();
        if (node instanceof MappingNode mapping) {
            mapping.getValue()
                    .forEach(
                            tuple -> {
                                children.add(tuple.getKeyNode());
                                children.add(tuple.getValueNode());
                            });
        }
        return children;
    }
}
