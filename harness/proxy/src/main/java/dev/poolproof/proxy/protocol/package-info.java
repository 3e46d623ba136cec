/**
 * What PostgreSQL's and MySQL's own bytes tell of the moments of a connection. Bytes are watched,
 * never changed or held; what cannot be seen is said with its reason.
 */
@NullMarked
package dev.poolproof.proxy.protocol;

import org.jspecify.annotations.NullMarked;
