/** Verdicts, the numbers behind them, and the matrix of a run. */
@NullMarked
package dev.poolproof.model.matrix;

import org.jspecify.annotations.NullMarked;
