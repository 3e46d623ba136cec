/** The JDK's {@code HttpURLConnection}, whose connections belong to the JVM. */
@NullMarked
package dev.poolproof.http.client.urlconnection;

import org.jspecify.annotations.NullMarked;
