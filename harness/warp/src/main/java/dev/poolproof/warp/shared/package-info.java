/**
 * What all loaders have in common: the instant at which every virtual clock began, the controls
 * through which a loader reaches its own copy of the runtime, and what it is told of names. Never
 * defined anew in a {@link dev.poolproof.warp.WarpLoader}.
 */
@NullMarked
package dev.poolproof.warp.shared;

import org.jspecify.annotations.NullMarked;
