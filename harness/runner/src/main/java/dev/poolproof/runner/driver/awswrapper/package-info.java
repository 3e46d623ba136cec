/**
 * What is compiled against the AWS Advanced JDBC Wrapper. Its classes are defined anew in every
 * warped loader, beside the driver they serve; nothing else may use them.
 */
@NullMarked
package dev.poolproof.runner.driver.awswrapper;

import org.jspecify.annotations.NullMarked;
