/**
 * What is compiled against MySQL Connector/J. Its classes are defined anew in every warped loader,
 * beside the driver they serve; nothing else may use them.
 */
@NullMarked
package dev.poolproof.runner.driver.mysql;

import org.jspecify.annotations.NullMarked;
