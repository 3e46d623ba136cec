/** Other JVMs, for tests of what happens once in a JVM's life; tests of other modules use it. */
@NullMarked
package dev.poolproof.jvm;

import org.jspecify.annotations.NullMarked;
