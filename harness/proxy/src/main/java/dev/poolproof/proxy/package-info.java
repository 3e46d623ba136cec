/**
 * A TCP proxy that treats connections as the boxes between a client and its database do. A {@link
 * dev.poolproof.proxy.ProxyEngine} owns the threads; each {@link dev.poolproof.proxy.TcpProxy} is
 * one listening address, its upstream, and a path of hops that can be changed while connections are
 * open. Users of the proxy need no other package: those below are its inside, and know nothing of
 * this one.
 */
@NullMarked
package dev.poolproof.proxy;

import org.jspecify.annotations.NullMarked;
