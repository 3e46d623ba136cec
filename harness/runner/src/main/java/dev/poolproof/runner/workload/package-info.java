/** The clients that use the pool while a cell is played. */
@NullMarked
package dev.poolproof.runner.workload;

import org.jspecify.annotations.NullMarked;
