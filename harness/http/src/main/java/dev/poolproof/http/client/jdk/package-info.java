/** The JDK's {@code java.net.http.HttpClient}. */
@NullMarked
package dev.poolproof.http.client.jdk;

import org.jspecify.annotations.NullMarked;
