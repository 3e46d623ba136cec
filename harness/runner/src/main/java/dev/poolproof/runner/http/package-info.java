/**
 * What HTTP cells are played with: clients in the version that a candidate asks for, and for each
 * cell an application of its own with an nginx before it, real or emulated.
 */
@NullMarked
package dev.poolproof.runner.http;

import org.jspecify.annotations.NullMarked;
