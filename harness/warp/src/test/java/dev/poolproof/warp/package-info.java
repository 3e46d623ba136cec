/** Tests of the rewriting. */
@NullMarked
package dev.poolproof.warp;

import org.jspecify.annotations.NullMarked;
