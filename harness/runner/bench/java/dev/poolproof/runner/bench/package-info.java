/** A measurement of how true a pool's timers stay when its time runs faster. */
@NullMarked
package dev.poolproof.runner.bench;

import org.jspecify.annotations.NullMarked;
