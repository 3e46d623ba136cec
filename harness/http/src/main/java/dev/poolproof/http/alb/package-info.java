/**
 * An AWS Application Load Balancer between HTTP clients and one target: what AWS's documents say of
 * its timeouts, of the connections it keeps and of the answers it makes itself, on the wall clock.
 * What they do not say is a setting, with its default told in {@link
 * dev.poolproof.http.alb.AlbSettings}.
 */
@NullMarked
package dev.poolproof.http.alb;

import org.jspecify.annotations.NullMarked;
