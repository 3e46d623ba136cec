/** Benchmarks of rewritten calls against the JDK's, and of the loading of rewritten classes. */
@NullMarked
package dev.poolproof.warp.bench;

import org.jspecify.annotations.NullMarked;
