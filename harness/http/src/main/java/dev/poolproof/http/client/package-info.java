/**
 * HTTP clients that can be put under test, each behind one adapter that tells what the client made
 * of an answer: what its caller got, and whether it was told that something is missing.
 */
@NullMarked
package dev.poolproof.http.client;

import org.jspecify.annotations.NullMarked;
