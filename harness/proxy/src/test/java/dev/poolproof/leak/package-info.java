/** Tells of buffers that were never released. Modules that use Netty have it in their tests. */
@NullMarked
package dev.poolproof.leak;

import org.jspecify.annotations.NullMarked;
