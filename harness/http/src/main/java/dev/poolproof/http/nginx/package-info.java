/**
 * nginx before the application: what can be set of it, how its temporary files are spoiled, and the
 * binary of this machine, run as an ordinary user may.
 */
@NullMarked
package dev.poolproof.http.nginx;

import org.jspecify.annotations.NullMarked;
