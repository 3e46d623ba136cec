/** A client of plain sockets, which sees what HTTP clients hide. */
@NullMarked
package dev.poolproof.http.raw;

import org.jspecify.annotations.NullMarked;
