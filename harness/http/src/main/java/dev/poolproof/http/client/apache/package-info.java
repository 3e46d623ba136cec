/** Apache HttpClient 5. */
@NullMarked
package dev.poolproof.http.client.apache;

import org.jspecify.annotations.NullMarked;
