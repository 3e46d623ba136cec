/**
 * What rewritten code calls in place of the JDK. Every {@link dev.poolproof.warp.WarpLoader}
 * defines this package anew, so its static state (the scale, the socket timeouts, the login
 * timeout, the names) belongs to one loader. Arguments and results are virtual time, and each
 * method has the name and the meaning of the JDK method it stands for.
 */
@NullMarked
package dev.poolproof.warp.runtime;

import org.jspecify.annotations.NullMarked;
