/** The {@code poolproof} command: reads its options, and wires the runner to the reports. */
@NullMarked
package dev.poolproof.cli;

import org.jspecify.annotations.NullMarked;
