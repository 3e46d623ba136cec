/**
 * What can happen to a connection on its way: faults, as data, and the hops of a path that are made
 * of them.
 */
@NullMarked
package dev.poolproof.model.fault;

import org.jspecify.annotations.NullMarked;
