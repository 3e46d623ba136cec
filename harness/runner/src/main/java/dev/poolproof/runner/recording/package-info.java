/** The clock of a cell, and what is recorded under it. */
@NullMarked
package dev.poolproof.runner.recording;

import org.jspecify.annotations.NullMarked;
