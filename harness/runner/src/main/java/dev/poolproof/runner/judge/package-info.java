/** Turns a history into a verdict. Reads only histories, and what was planned. */
@NullMarked
package dev.poolproof.runner.judge;

import org.jspecify.annotations.NullMarked;
