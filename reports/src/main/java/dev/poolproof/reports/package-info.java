/**
 * A history or a matrix in, a page out: terminal, Markdown, HTML, JSON, JUnit XML.
 *
 * <p>Words of the JSON files ({@link dev.poolproof.reports.HistoryFile}, {@link
 * dev.poolproof.reports.MatrixJson}): keys are the names of the records' components, so {@code jq}
 * reads them without quotes; a duration is production time in seconds, a decimal number exact to
 * the nanosecond, under a key that ends in {@code Seconds}; names of events and of constants are in
 * kebab-case, as scenario files write them; what is {@code null} is left out.
 */
@NullMarked
package dev.poolproof.reports;

import org.jspecify.annotations.NullMarked;
