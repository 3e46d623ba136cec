/** The suite that {@code -Pscenarios} runs, and the rules that hold for the whole tree. */
@NullMarked
package dev.poolproof.scenarios;

import org.jspecify.annotations.NullMarked;
