/** Tests of the pages. */
@NullMarked
package dev.poolproof.reports;

import org.jspecify.annotations.NullMarked;
