package dev.poolproof.warp;

import java.nio.file.Path;
import java.util.List;

/** Looks for timing calls in jars without loading a class of them. */
public final class TimingScan {
    private TimingScan() {}

    /**
     * Says what a {@link WarpLoader} would do with the classes of {@code jars}. A class inherited
     * from outside the jars is not followed.
     *
     * @throws IllegalArgumentException if a path is not a jar
     */
    public static WarpReport scan(List<Path> jars) {
        try (Jars open = new Jars(jars)) {
            ClassRewriter rewriter = new ClassRewriter(open);
            List<Site> sites =
                    open.classes()
                            .flatMap(found -> rewriter.rewrite(found.bytes()).sites().stream())
                            .toList();
            return WarpReport.of(sites);
        }
    }
}
