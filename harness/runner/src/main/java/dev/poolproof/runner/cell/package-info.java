/** Plays one cell: plan, clock, loader, proxy, pool, workload; and records its history. */
@NullMarked
package dev.poolproof.runner.cell;

import org.jspecify.annotations.NullMarked;
