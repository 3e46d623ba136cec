/** The client settings under test. */
@NullMarked
package dev.poolproof.model.candidate;

import org.jspecify.annotations.NullMarked;
