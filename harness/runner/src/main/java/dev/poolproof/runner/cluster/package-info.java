/**
 * A database cluster of two nodes with replication, as Aurora shows it to its clients: endpoints
 * with names that lead to a node, and failovers that change which.
 */
@NullMarked
package dev.poolproof.runner.cluster;

import org.jspecify.annotations.NullMarked;
