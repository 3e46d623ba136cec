/**
 * One Netty handler for each fault that acts on connections, and what puts them on one connection's
 * path. What passes along it is bytes and {@link dev.poolproof.proxy.handler.Signal}s; of their
 * connection handlers know its {@link dev.poolproof.proxy.handler.Wire} only.
 */
@NullMarked
package dev.poolproof.proxy.handler;

import org.jspecify.annotations.NullMarked;
