package dev.poolproof.reports;

import dev.poolproof.model.history.History;
import dev.poolproof.model.matrix.CellId;
import org.jspecify.annotations.Nullable;

/** Where a page finds the histories of its cells. Asked once for each cell, by several threads. */
@FunctionalInterface
public interface Histories {
    /** No cell has one; pages then have no pictures. */
    Histories NONE = cell -> null;

    /** The history of {@code cell}; {@code null} if there is none. */
    @Nullable History of(CellId cell);
}
