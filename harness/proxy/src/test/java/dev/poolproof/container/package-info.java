/** What tests need that run containers; tests of other modules use it too. */
@NullMarked
package dev.poolproof.container;

import org.jspecify.annotations.NullMarked;
