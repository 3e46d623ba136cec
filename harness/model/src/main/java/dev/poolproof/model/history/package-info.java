/** The append-only record of everything that happened in a cell, in production time. */
@NullMarked
package dev.poolproof.model.history;

import org.jspecify.annotations.NullMarked;
