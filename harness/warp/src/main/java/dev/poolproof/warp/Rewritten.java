package dev.poolproof.warp;

import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * What the rewriting of a class file gave.
 *
 * @param bytes the new class file; null if the old one can stay
 */
// Never compared; a copy of each class file would only cost.
@SuppressWarnings("ArrayRecordComponent")
record Rewritten(byte @Nullable [] bytes, List<Site> sites) {}
