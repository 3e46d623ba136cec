package dev.poolproof.warp;

import org.jspecify.annotations.Nullable;

/**
 * A timing call that was found.
 *
 * @param type the JDK type at which the call leaves the libraries
 * @param rule the line of the table that is for it; null if there is none
 */
record Finding(Class<?> type, @Nullable Rule rule) {}
