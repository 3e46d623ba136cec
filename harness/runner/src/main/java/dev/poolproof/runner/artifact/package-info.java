/** Finds the jars of the pools and drivers under test. */
@NullMarked
package dev.poolproof.runner.artifact;

import org.jspecify.annotations.NullMarked;
