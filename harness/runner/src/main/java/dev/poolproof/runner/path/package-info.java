/**
 * What stands between the pool and the database of a cell: our own proxy, or one of a Toxiproxy
 * server that runs somewhere else.
 */
@NullMarked
package dev.poolproof.runner.path;

import org.jspecify.annotations.NullMarked;
