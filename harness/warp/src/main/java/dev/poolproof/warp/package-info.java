/**
 * Makes time run faster for the classes of a connection pool and its driver. A {@link
 * dev.poolproof.warp.WarpLoader} defines them anew and rewrites their calls into the JDK's clocks
 * and waits into calls of {@code dev.poolproof.warp.runtime}; {@code TimingTable} says which call
 * becomes what. Nothing else of the JVM is changed.
 */
@NullMarked
package dev.poolproof.warp;

import org.jspecify.annotations.NullMarked;
