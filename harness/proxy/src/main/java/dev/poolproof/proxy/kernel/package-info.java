/**
 * What the kernel of this machine is asked that Netty and the JDK do not offer: its counters of a
 * socket, filters that discard packets, and ways around what they do not do right.
 */
@NullMarked
package dev.poolproof.proxy.kernel;

import org.jspecify.annotations.NullMarked;
