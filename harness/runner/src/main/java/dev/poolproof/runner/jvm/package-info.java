/**
 * A worker in Java: an application with a pool in a JVM of its own, which can be frozen. It speaks
 * the protocol of {@code docs/workers.md} like any other.
 */
@NullMarked
package dev.poolproof.runner.jvm;

import org.jspecify.annotations.NullMarked;
