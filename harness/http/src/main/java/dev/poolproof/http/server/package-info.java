/** What the servers have in common that are played in this JVM. */
@NullMarked
package dev.poolproof.http.server;

import org.jspecify.annotations.NullMarked;
