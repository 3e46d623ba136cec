/** Reactor Netty, the client below Spring's {@code WebClient}. */
@NullMarked
package dev.poolproof.http.client.reactor;

import org.jspecify.annotations.NullMarked;
