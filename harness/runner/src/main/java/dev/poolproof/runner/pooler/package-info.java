/** Poolers that stand between the clients of a cell and its database, as processes of its own. */
@NullMarked
package dev.poolproof.runner.pooler;

import org.jspecify.annotations.NullMarked;
