/**
 * The proxy as a library, seen from outside: what stands between the marks of a test is what the
 * README shows.
 */
@NullMarked
package dev.poolproof.example;

import org.jspecify.annotations.NullMarked;
