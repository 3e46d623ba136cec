package dev.poolproof.http.origin;

import org.jspecify.annotations.Nullable;

/**
 * A request that has reached the application, as its servlet left it.
 *
 * @param request method and target, as {@code GET /download?bytes=1000}
 * @param bytes of the body that the servlet had handed to Tomcat, or read of an upload; of files in
 *     {@code multipart/form-data} nothing before all of them were there
 * @param exception what the servlet met with, as {@code ClientAbortException: java.io.IOException:
 *     Broken pipe}; {@code null} if nothing
 */
public record Served(String request, long bytes, @Nullable String exception) {}
