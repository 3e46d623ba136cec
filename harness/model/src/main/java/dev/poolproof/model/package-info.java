/** Checks and values that all parts of the model share. */
@NullMarked
package dev.poolproof.model;

import org.jspecify.annotations.NullMarked;
