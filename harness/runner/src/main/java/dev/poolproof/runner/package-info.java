/** Runs a matrix: plans its cells, plays them side by side, has them judged. */
@NullMarked
package dev.poolproof.runner;

import org.jspecify.annotations.NullMarked;
