/** The load balancer between sockets that the tests play by hand. */
@NullMarked
package dev.poolproof.http.alb;

import org.jspecify.annotations.NullMarked;
