/**
 * The adapter of HikariCP. Its classes are defined anew in every warped loader, beside the HikariCP
 * they run.
 */
@NullMarked
package dev.poolproof.runner.pool.hikari;

import org.jspecify.annotations.NullMarked;
