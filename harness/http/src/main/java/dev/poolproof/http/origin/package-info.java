/**
 * The application behind nginx: a Tomcat with the incident's download, an upload with a limit of
 * its own, and answers that take their time. What its servlets met with is kept as evidence.
 */
@NullMarked
package dev.poolproof.http.origin;

import org.jspecify.annotations.NullMarked;
