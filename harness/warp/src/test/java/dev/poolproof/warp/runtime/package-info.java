/** Tests of the virtual clock. */
@NullMarked
package dev.poolproof.warp.runtime;

import org.jspecify.annotations.NullMarked;
