/**
 * What is compiled against Testcontainers. Its classes are defined beside the library, which is
 * fetched when a run asks for containers; nothing else may use them.
 */
@NullMarked
package dev.poolproof.http.container;

import org.jspecify.annotations.NullMarked;
