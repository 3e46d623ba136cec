/** The settings that pools and drivers have: their names, kinds and units. */
@NullMarked
package dev.poolproof.runner.setting;

import org.jspecify.annotations.NullMarked;
