/** OkHttp. */
@NullMarked
package dev.poolproof.http.client.okhttp;

import org.jspecify.annotations.NullMarked;
