/**
 * A comparison of the proxy with others. The load's server, the load's client and each proxy are
 * processes of their own; all of them are started, and ended, by {@link
 * dev.poolproof.proxy.bench.Compare}.
 */
@NullMarked
package dev.poolproof.proxy.bench;

import org.jspecify.annotations.NullMarked;
