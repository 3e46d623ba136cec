/**
 * The web: what is sent over it, so that nginx, the application behind it and the clients before it
 * agree on what a whole body is.
 */
@NullMarked
package dev.poolproof.http;

import org.jspecify.annotations.NullMarked;
