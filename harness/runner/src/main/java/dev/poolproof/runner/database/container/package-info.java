/**
 * What is compiled against Testcontainers. Its classes are defined beside the library, which is
 * fetched when a run asks for containers; nothing else may use them.
 */
@NullMarked
package dev.poolproof.runner.database.container;

import org.jspecify.annotations.NullMarked;
