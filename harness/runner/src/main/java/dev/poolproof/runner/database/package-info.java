/** The databases that cells run against, and what can be learnt of them from the side. */
@NullMarked
package dev.poolproof.runner.database;

import org.jspecify.annotations.NullMarked;
